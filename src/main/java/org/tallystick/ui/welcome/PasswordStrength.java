package org.tallystick.ui.welcome;

/** How long a password would stand against somebody who has the key file; a rough count, each guess costs a key derivation. */
public enum PasswordStrength {
    /** There is none. */
    NONE(0),
    /** Falls in a day. */
    WEAK(1),
    /** Falls to somebody who wants it. */
    FAIR(2),
    /** Stands for years. */
    GOOD(3),
    /** Stands. */
    STRONG(4);

    private static final int SHORTEST = 8;
    private static final int FAIR_BITS = 36;
    private static final int GOOD_BITS = 50;
    private static final int STRONG_BITS = 64;

    private final int steps;

    PasswordStrength(int steps) {
        this.steps = steps;
    }

    /** From 0 to 4. */
    public int steps() {
        return steps;
    }

    /** The strength of a password: its characters and kinds of them count, repeats and runs do not. */
    public static PasswordStrength of(String password) {
        if (password.isEmpty()) {
            return NONE;
        }
        int bits = countedCharacters(password) * bitsEach(password) / 10;
        if (password.length() < SHORTEST || bits < FAIR_BITS) {
            return WEAK;
        }
        if (bits < GOOD_BITS) {
            return FAIR;
        }
        return bits < STRONG_BITS ? GOOD : STRONG;
    }

    /** Characters that do not just repeat or continue the one before. */
    private static int countedCharacters(String password) {
        int counted = 1;
        for (int i = 1; i < password.length(); i++) {
            if (Math.abs(password.charAt(i) - password.charAt(i - 1)) > 1) {
                counted++;
            }
        }
        return counted;
    }

    /** Tenths of a bit that a character is worth, by the kinds in use. */
    private static int bitsEach(String password) {
        boolean lower = password.chars().anyMatch(Character::isLowerCase);
        boolean upper = password.chars().anyMatch(Character::isUpperCase);
        boolean digit = password.chars().anyMatch(Character::isDigit);
        boolean other = password.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
        int kinds = (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
        return 28 + 9 * (kinds - 1);
    }
}
