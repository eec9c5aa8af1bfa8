package org.tallystick.money;

/** What became of a text that should be an amount. */
public sealed interface ParsedAmount {

    /**
     * It is one.
     *
     * @param amountMinor minor units, 0 to {@link Amounts#MAX_MINOR}
     */
    record Ok(long amountMinor) implements ParsedAmount {

        /** Refuses what is no amount. */
        public Ok {
            Amounts.require(amountMinor);
        }
    }

    /**
     * It is none.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements ParsedAmount {}

    /** Why a text is no amount. */
    enum Reason {
        /** No text at all. */
        EMPTY,
        /** Longer than any amount is written. */
        TOO_LONG,
        /** A plus or minus sign. */
        SIGN,
        /** An exponent. */
        EXPONENT,
        /** A space, a tab or a line break of any kind. */
        SPACE,
        /** A digit of another script than ASCII. */
        FOREIGN_DIGIT,
        /** Any other character that is neither a digit nor the one point, such as a comma or a currency sign. */
        FOREIGN_CHARACTER,
        /** A point without digits on both sides, or a second point. */
        POINT,
        /** More decimals than the equivalent has; zeros count too, since nothing is rounded or dropped. */
        TOO_MANY_DECIMALS,
        /** More than {@link Amounts#MAX_MINOR}. */
        TOO_LARGE
    }
}
