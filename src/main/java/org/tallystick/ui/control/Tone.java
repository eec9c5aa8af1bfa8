package org.tallystick.ui.control;

import java.util.Locale;
import javafx.scene.Node;

/** What a colour says; never alone: a word, a sign, a side or an icon says it too. */
public enum Tone {
    /** Neither. */
    NEUTRAL,
    /** What I owe. */
    OWE,
    /** What I am owed; also paid and verified. */
    OWED,
    /** Held, or out of reach. */
    HELD,
    /** Past a soft limit, or late. */
    WARNING,
    /** An error, or something that destroys. */
    DANGER,
    /** What is chosen or can be done. */
    ACCENT;

    /** The tone of a balance in minor units. */
    public static Tone ofBalance(long amountMinor) {
        if (amountMinor == 0) {
            return NEUTRAL;
        }
        return amountMinor < 0 ? OWE : OWED;
    }

    void putOn(Node node) {
        for (Tone tone : values()) {
            Styles.state(node, tone.name().toLowerCase(Locale.ROOT), tone == this);
        }
    }
}
