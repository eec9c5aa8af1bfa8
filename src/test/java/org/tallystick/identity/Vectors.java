package org.tallystick.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tables of vectors: a line each, tabs between, {@code #} before a remark. */
final class Vectors {

    private Vectors() {}

    static List<List<String>> read(String name) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(String text) {
        return org.tallystick.base.Hex.decode(text).orElseThrow();
    }

    /** The key pair of the first line of the table of keys. */
    static KeyPair alice() {
        return KeyPair.fromSeed(hex(read("keys.tsv").getFirst().getFirst()));
    }

    /** The key pair of the second line of the table of keys. */
    static KeyPair bob() {
        return KeyPair.fromSeed(hex(read("keys.tsv").get(1).getFirst()));
    }
}
