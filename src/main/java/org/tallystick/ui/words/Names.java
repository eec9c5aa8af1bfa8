package org.tallystick.ui.words;

import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Person;
import org.tallystick.wallet.PersonCard;

/** What people are called. */
public final class Names {

    private static final int ENDS = 4;

    private Names() {}

    /** The name, or the ends of the PID where there is none. */
    public static String of(PersonCard person) {
        return person.name().orElseGet(() -> brief(person.pid()));
    }

    /** How somebody is drawn. */
    public static Person person(PersonCard card) {
        return new Person(card.pid().text(), card.name().orElse(""));
    }

    /** The ends of a PID, enough to tell a few people apart. */
    public static String brief(Pid pid) {
        return brief(pid.text());
    }

    /** The ends of what may be a PID. */
    public static String brief(String text) {
        return text.length() <= 2 * ENDS ? text : text.substring(0, ENDS) + "…" + text.substring(text.length() - ENDS);
    }
}
