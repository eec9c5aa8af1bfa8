package org.tallystick.ui.control;

import java.util.Arrays;
import java.util.Locale;
import org.tallystick.base.Checks;

/**
 * Somebody, as far as a tile shows them.
 *
 * @param pid their identifier as text
 * @param name what I call them; empty when I do not know them
 */
public record Person(String pid, String name) {

    private static final int TINTS = 8;
    private static final int SHOWN_LETTERS = 4;

    /** Checks that there is an identifier. */
    public Person {
        Checks.require(!pid.isEmpty(), "A person has an identifier");
        name = name.strip();
    }

    /** Whether I have no name for them. */
    public boolean isUnknown() {
        return name.isEmpty();
    }

    /** The name, or the short identifier. */
    public String shown() {
        return isUnknown() ? shortPid() : name;
    }

    /** The identifier's first and last letters. */
    public String shortPid() {
        int length = pid.length();
        return length <= 2 * SHOWN_LETTERS + 1
                ? pid
                : pid.substring(0, SHOWN_LETTERS) + "…" + pid.substring(length - SHOWN_LETTERS);
    }

    /** Two letters: of the first two words, rather those with a capital, or the first two of the only word. */
    String letters() {
        String[] words = words();
        int first = words[0].isEmpty() ? '?' : words[0].codePointAt(0);
        String capital = Character.toString(first).toUpperCase(Locale.ROOT);
        if (words.length > 1) {
            return capital + Character.toString(words[1].codePointAt(0)).toUpperCase(Locale.ROOT);
        }
        int second = Character.charCount(first);
        return second < words[0].length() ? capital + Character.toString(words[0].codePointAt(second)) : capital;
    }

    private String[] words() {
        String[] all = name.split("\\s+");
        String[] capital = Arrays.stream(all)
                .filter(word -> !word.isEmpty() && Character.isUpperCase(word.codePointAt(0)))
                .toArray(String[]::new);
        return capital.length > 1 ? capital : all;
    }

    /** One of eight, always the same for the same identifier. */
    int tint() {
        return Math.floorMod(pid.hashCode(), TINTS);
    }
}
