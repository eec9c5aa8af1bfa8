package org.tallystick.wallet;

import java.util.Arrays;
import java.util.Optional;

/** What language a hub speaks, found out when it is first met (design §5). */
public enum HubDialect {
    /** Ours: it proves who it is and what it says. */
    TALLYSTICK("tallystick"),
    /** That of the reference: it can replay what is signed there, and proves nothing. */
    REFERENCE("reference");

    private final String word;

    HubDialect(String word) {
        this.word = word;
    }

    /** As it stands in the owner's journal. */
    public String word() {
        return word;
    }

    /** The dialect of a word; nothing where there is none. */
    public static Optional<HubDialect> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
