package org.tallystick.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The lines of a network in a file, 16 bytes each, so that a process can read them without holding the network. */
final class LineFile {

    private static final int LINE_BYTES = 16;

    private LineFile() {}

    /** Writes them in the order in which the network grew, or in a random one. */
    static void write(Network network, Path file, boolean shuffled) throws IOException {
        int[] order = shuffled ? shuffled(network.arcs()) : new int[0];
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            for (int i = 0; i < network.arcs(); i++) {
                int arc = shuffled ? order[i] : i;
                out.writeInt(network.from(arc));
                out.writeInt(network.to(arc));
                out.writeLong(network.capacityMinor(arc));
            }
        }
    }

    /** Reads the next ones; fewer than asked for at the end, then none. */
    static ByteBuffer read(InputStream in, int lines) throws IOException {
        return ByteBuffer.wrap(in.readNBytes(lines * LINE_BYTES));
    }

    private static int[] shuffled(int count) {
        SplittableRandom random = new SplittableRandom(17);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }
}
