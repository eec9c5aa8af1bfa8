package org.tallystick.node.block;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of parts, in the order in which they stand in a transaction; as on disk. */
public enum PartKind {
    /** Which rule of which version made the transaction. */
    FRAME(0),
    /** Who asked for it. */
    STATEMENT(1),
    /** A personal text. */
    TEXT(2),
    /** What the hub decided or was told alone. */
    FACT(3),
    /** One step of the ledger. */
    OPERATION(4);

    private static final PartKind[] BY_NUMBER = values();

    private final int number;

    PartKind(int number) {
        this.number = number;
    }

    /** Its number on disk, from 0. */
    int number() {
        return number;
    }

    static PartKind ofNumber(int number) throws BlockDamaged {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new BlockDamaged("a part of an unknown kind");
        }
        return BY_NUMBER[number];
    }

    /** The kind with a word, or nothing. */
    static Optional<PartKind> ofWord(String word) {
        return Arrays.stream(BY_NUMBER).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The word for it in signed history. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
