package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an edge list of Lightning channels, {@code u v {'capacity': satoshi}}. */
final class LightningFile {

    private static final Pattern CHANNEL = Pattern.compile("(\\d+) (\\d+) \\{'capacity': (\\d+)\\}");

    private LightningFile() {}

    /** The network; half of each channel lies in each direction, and channels between the same two are one. */
    static Network read(Path file) throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<Long, Long> capacities = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher channel = CHANNEL.matcher(line);
            if (channel.matches()) {
                int one = numbers.computeIfAbsent(Integer.valueOf(channel.group(1)), node -> numbers.size());
                int other = numbers.computeIfAbsent(Integer.valueOf(channel.group(2)), node -> numbers.size());
                long whole = Long.parseLong(channel.group(3));
                if (one != other) {
                    capacities.merge(key(one, other), whole - whole / 2, Long::sum);
                    capacities.merge(key(other, one), whole / 2, Long::sum);
                }
            }
        }
        capacities.values().removeIf(capacity -> capacity == 0);
        List<Long> keys = new ArrayList<>(capacities.keySet());
        int[] from = keys.stream().mapToInt(key -> (int) (key >> 32)).toArray();
        int[] to = keys.stream().mapToInt(Long::intValue).toArray();
        long[] capacityMinor =
                capacities.values().stream().mapToLong(Long::longValue).toArray();
        if (Arrays.stream(capacityMinor).sum() == 0) {
            throw new IOException("There is no channel in this file.");
        }
        return Network.open("Lightning", numbers.size(), from, to, capacityMinor);
    }

    private static long key(int from, int to) {
        return ((long) from << 32) | to;
    }
}
