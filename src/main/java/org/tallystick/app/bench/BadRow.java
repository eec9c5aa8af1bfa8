package org.tallystick.app.bench;

/** A row of a file of measurements that cannot be used. */
public final class BadRow extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final long line;
    private final String column;

    /** What is wrong with a row. */
    public enum Problem {
        /** The first line is not the header that is expected, which {@link BadRow#column} tells. */
        HEADER,
        /** It has fewer or more than three fields, or is too long for three. */
        FIELDS,
        /** A field is not a whole number in the bounds of its column. */
        NUMBER,
        /** Both ends are the same. */
        ONE_END,
        /** There are more rows than can be used. */
        TOO_MANY
    }

    BadRow(Problem problem, long line, String column) {
        super(problem + " in line " + line);
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The number of the line, from 1, the header's. */
    public long line() {
        return line;
    }

    /** Of which column, where it is one; the whole header where that is wrong; else empty. */
    public String column() {
        return column;
    }
}
