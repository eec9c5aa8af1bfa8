package org.tallystick.feature.participant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.StatementRefused;
import org.tallystick.node.block.PersonalText;

/**
 * What a participant says about themselves.
 *
 * @param displayName the name, 1 to 255 characters
 * @param profile free text fields as canonical JSON, at most 4,096 characters
 */
record Profile(Optional<String> displayName, Optional<String> profile) {

    static final String DISPLAY_NAME = "display_name";
    static final String PROFILE = "profile";
    static final Set<String> TYPES = Set.of("person", "business", "hub");

    private static final int MAX_NAME = 255;
    /** The longest profile as canonical JSON, in characters. */
    static final int MAX_PROFILE = 4096;

    static Profile read(Json.Obj fields) throws StatementRefused, MalformedJson {
        Optional<String> name = fields.optionalText(DISPLAY_NAME);
        if (name.isPresent()
                && (name.get().isBlank()
                        || name.get().codePointCount(0, name.get().length()) > MAX_NAME)) {
            throw wrong(DISPLAY_NAME);
        }
        Optional<String> profile = fields.optionalObject(PROFILE).map(CanonicalJson::text);
        if (profile.isPresent() && profile.get().length() > MAX_PROFILE) {
            throw wrong(PROFILE);
        }
        return new Profile(name, profile);
    }

    List<PersonalText> texts(Pid owner) {
        List<PersonalText> texts = new ArrayList<>();
        displayName.ifPresent(name -> texts.add(new PersonalText(DISPLAY_NAME, owner, name)));
        profile.ifPresent(text -> texts.add(new PersonalText(PROFILE, owner, text)));
        return texts;
    }

    static StatementRefused wrong(String field) {
        return new StatementRefused(Refusal.of(ErrorCode.E009, "field", field));
    }
}
