package org.tallystick.store;

import java.sql.SQLException;
import java.util.Set;

/** Tells what an exception out of a read means. */
final class Faults {

    /** Classes of SQL states that a wrong query causes: dynamic SQL, features, cardinality, data, syntax and names. */
    private static final Set<String> WRONG_QUERY = Set.of("07", "0A", "21", "22", "42");

    private static final String DATABASE_PACKAGE = "org.h2.";
    private static final String CANCELLED = "57014";

    /** A value is not of its column's type. Queries bind what they ask for by type, so a page was read as what it is not. */
    private static final String CONVERSION = "22018";

    private static final int STATE_CLASS_LENGTH = 2;
    private static final int MOST_CAUSES = 8;

    /** What to do about it. */
    enum Meaning {
        /** The statement ran into its time limit. */
        TOO_LONG,
        /** The projection cannot be trusted: rebuild it. */
        DAMAGED,
        /** A defect of the work, which no rebuild would help. */
        DEFECT
    }

    private Faults() {}

    /** What it means that a read threw this. */
    static Meaning of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null) {
            if (cause instanceof RowDamaged) {
                return Meaning.DAMAGED;
            }
            if (cause instanceof SQLException sql) {
                return ofState(sql);
            }
            cause = cause.getCause();
        }
        return thrown instanceof Error error && isOfDatabase(error) ? Meaning.DAMAGED : Meaning.DEFECT;
    }

    /**
     * Lets errors through that H2 did not throw over what it read; exceptions are left to the caller.
     *
     * @param thrown out of a call of H2
     */
    static void rethrowUnlessOfDatabase(Throwable thrown) {
        if (thrown instanceof Error error && !isOfDatabase(error)) {
            throw error;
        }
    }

    /** Whether damaged pages lead to it: endless depth, absurd lengths, or an assertion within H2. */
    private static boolean isOfDatabase(Error error) {
        if (error instanceof AssertionError) {
            StackTraceElement[] stack = error.getStackTrace();
            return stack.length > 0 && stack[0].getClassName().startsWith(DATABASE_PACKAGE);
        }
        return error instanceof StackOverflowError || error instanceof OutOfMemoryError;
    }

    /** What was thrown, for a log: kinds and SQL states only, since H2's sentences hold values. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            text.append(depth == 0 ? "" : " by ").append(cause.getClass().getSimpleName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                text.append(' ').append(sql.getSQLState());
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static Meaning ofState(SQLException thrown) {
        String state = thrown.getSQLState();
        if (state == null || state.length() < STATE_CLASS_LENGTH) {
            return Meaning.DAMAGED;
        }
        if (state.equals(CANCELLED)) {
            return Meaning.TOO_LONG;
        }
        if (state.equals(CONVERSION)) {
            return Meaning.DAMAGED;
        }
        return WRONG_QUERY.contains(state.substring(0, STATE_CLASS_LENGTH)) ? Meaning.DEFECT : Meaning.DAMAGED;
    }
}
