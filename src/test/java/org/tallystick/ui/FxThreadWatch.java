package org.tallystick.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Watches the JavaFX thread with the machine's own flight recorder: every file, socket, database and key derivation it touches,
 * everything it waits for, and how long its pulses take. Nothing is sampled; each such call is an event of its own, however short.
 */
public final class FxThreadWatch {

    /** Reading and writing of files and sockets, and waiting. */
    private static final List<String> TIMED = List.of(
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.ThreadPark",
            "jdk.ThreadSleep",
            "jdk.JavaMonitorWait");

    /** Locks are held for moments, so that only somebody who held one for long is told; what another thread does meanwhile is chance. */
    private static final Duration LONG_FOR_A_LOCK = Duration.ofMillis(100);

    private static final String MONITOR = "jdk.JavaMonitorEnter";
    private static final String LOCK = "java.util.concurrent.locks.Reentrant";

    private static final List<String> FILE_CALLS = List.of(
            "newByteChannel",
            "newFileChannel",
            "newAsynchronousFileChannel",
            "newDirectoryStream",
            "createDirectory",
            "createSymbolicLink",
            "createLink",
            "copy",
            "move",
            "implDelete",
            "checkAccess",
            "exists",
            "readAttributes",
            "readAttributesIfExists",
            "getFileStore",
            "isSameFile");

    /** What is no event by itself: each call of these is traced. */
    private static final String TRACED = Stream.of(
                    Stream.of("sun.nio.fs.UnixFileSystemProvider::", "sun.nio.fs.WindowsFileSystemProvider::")
                            .flatMap(provider -> FILE_CALLS.stream().map(provider::concat)),
                    Stream.of("java.io.FileInputStream::open", "java.io.FileOutputStream::open"),
                    Stream.of("java.io.RandomAccessFile::open"),
                    Stream.of("java.net.InetAddress::getAllByName"),
                    Stream.of("sun.nio.ch.NioSocketImpl::connect", "sun.nio.ch.SocketChannelImpl::connect"),
                    Stream.of("org.h2.jdbc.JdbcConnection", "org.h2.jdbc.JdbcStatement"),
                    Stream.of("org.h2.jdbc.JdbcPreparedStatement", "org.h2.jdbc.JdbcResultSet::next"),
                    Stream.of("javax.crypto.SecretKeyFactory::generateSecret"),
                    Stream.of("org.bouncycastle.crypto.generators.Argon2BytesGenerator::generateBytes"),
                    Stream.of("org.tallystick.identity.Slip10::derive"))
            .flatMap(each -> each)
            .collect(Collectors.joining(";"));

    /** What stands above whoever asked for something. */
    private static final List<String> MACHINE =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.crypto.", "com.sun.org.", "com.sun.xml.");

    /** Classes, services and texts are found and read from the program's own class path, each once. */
    private static final List<String> LOADING =
            List.of("jdk.internal.loader.", "java.util.ServiceLoader", "java.util.ResourceBundle");

    /**
     * What the toolkit does for itself, by who asks for it: it reads layouts, style sheets and fonts of the program, and waits for
     * its own queue and for what draws. Pictures and media are not among it: those could be anybody's files.
     */
    private static final List<String> TOOLKIT = List.of(
            "javafx.fxml.",
            "com.sun.javafx.fxml.",
            "com.sun.javafx.reflect.",
            "javafx.css.",
            "com.sun.javafx.css.",
            "javafx.scene.text.Font",
            "com.sun.javafx.font.",
            "com.sun.javafx.application.",
            "com.sun.javafx.tk.",
            "com.sun.glass.",
            "com.sun.prism.");

    private static final String TRACE = "jdk.MethodTrace";
    private static final String PULSE = "javafx.PulsePhase";
    private static final String INPUT = "javafx.Input";
    private static final String RESULTS_TRACED = "org.tallystick.ui.fx.Tasks::drain";
    private static final String RESULTS = "org.tallystick.ui.fx.Tasks.drain";
    private static final int FRAMES_TOLD = 24;
    private static final double FRAME_MS = 16.7;

    private final Recording recording = new Recording();
    private final long fxThread = Headless.onFx(() -> Thread.currentThread().threadId());

    private FxThreadWatch(boolean calls) {
        recording
                .enable(TRACE)
                .with("filter", RESULTS_TRACED + (calls ? ";" + TRACED : ""))
                .withStackTrace();
        if (calls) {
            TIMED.forEach(
                    name -> recording.enable(name).withThreshold(Duration.ZERO).withStackTrace());
        }
        recording.enable(MONITOR).withThreshold(LONG_FOR_A_LOCK).withStackTrace();
        recording.enable(INPUT).withThreshold(Duration.ZERO).withoutStackTrace();
        recording.enable(PULSE).withThreshold(Duration.ZERO).withoutStackTrace();
        recording.start();
    }

    /** Begins to watch; the toolkit runs. */
    public static FxThreadWatch begin() {
        return new FxThreadWatch(true);
    }

    /** Begins to measure only, which costs next to nothing. */
    public static FxThreadWatch measure() {
        return new FxThreadWatch(false);
    }

    /**
     * What was seen.
     *
     * @param offences what has no place on the JavaFX thread, each with whence it came
     * @param pulses how long each pulse took there, from the start of its first phase to the end of its last, that is with
     *     animations, style, layout and handing over to what draws, without the drawing
     * @param inputs how long each key took there
     * @param results how long it took to show what came back from other threads, each time some did
     */
    public record Report(List<String> offences, List<Duration> pulses, List<Duration> inputs, List<Duration> results) {

        /** Keeps unmodifiable copies. */
        public Report {
            offences = List.copyOf(offences);
            pulses = List.copyOf(pulses);
            inputs = List.copyOf(inputs);
            results = List.copyOf(results);
        }

        /** Some times in words: how many, median, 99th of a hundred, longest, and how many were above one and two frames. */
        public static String words(Collection<Duration> times) {
            double[] sorted = times.stream()
                    .mapToDouble(time -> time.toNanos() / 1e6)
                    .sorted()
                    .toArray();
            if (sorted.length == 0) {
                return "none";
            }
            return String.format(
                    Locale.ROOT,
                    "%d, median %.1f ms, p99 %.1f ms, longest %.1f ms, %d above 16.7 ms, %d above 33 ms",
                    sorted.length,
                    sorted[sorted.length / 2],
                    sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)],
                    sorted[sorted.length - 1],
                    Arrays.stream(sorted).filter(ms -> ms > FRAME_MS).count(),
                    Arrays.stream(sorted).filter(ms -> ms > 2 * FRAME_MS).count());
        }

        @Override
        public String toString() {
            return "pulses: " + words(pulses) + "; keys: " + words(inputs) + "; results: " + words(results);
        }
    }

    /** Ends it, and says what was seen. */
    public Report end() {
        try {
            Path file = Files.createTempFile("fx-thread", ".jfr");
            try {
                recording.stop();
                recording.dump(file);
                return report(RecordingFile.readAllEvents(file).stream()
                        .filter(event ->
                                event.getThread() != null && event.getThread().getJavaThreadId() == fxThread)
                        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                        .toList());
            } finally {
                recording.close();
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Report report(List<RecordedEvent> events) {
        List<String> offences = new ArrayList<>();
        List<Duration> inputs = new ArrayList<>();
        List<Duration> results = new ArrayList<>();
        Map<Integer, Instant> starts = new HashMap<>();
        Map<Integer, Duration> pulses = new HashMap<>();
        for (RecordedEvent event : events) {
            switch (kind(event)) {
                case PULSE -> {
                    int pulse = event.getInt("pulseId");
                    Instant start = starts.computeIfAbsent(pulse, first -> event.getStartTime());
                    Duration now = Duration.between(start, event.getEndTime());
                    pulses.merge(pulse, now, (one, other) -> one.compareTo(other) > 0 ? one : other);
                }
                case INPUT -> inputs.add(event.getDuration());
                case RESULTS -> results.add(event.getDuration());
                default -> {
                    String asking = asking(event);
                    if (isWatched(event) && !begins(asking, LOADING) && !begins(asking, TOOLKIT)) {
                        offences.add(describe(event));
                    }
                }
            }
        }
        return new Report(offences, List.copyOf(pulses.values()), inputs, results);
    }

    /** The name of an event, or of the method whose call it is. */
    private static String kind(RecordedEvent event) {
        String kind = event.getEventType().getName();
        return kind.equals(TRACE) ? name(event.getValue("method")) : kind;
    }

    /** Another recording may put its own events into the same file. */
    private static boolean isWatched(RecordedEvent event) {
        String name = event.getEventType().getName();
        boolean moment = event.getDuration().compareTo(LONG_FOR_A_LOCK) < 0
                && frames(event).stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(LOCK));
        return name.equals(TRACE) || name.equals(MONITOR) || (TIMED.contains(name) && !moment);
    }

    /** The class that asked the machine for something; the one that loads classes where it was only that. */
    private static String asking(RecordedEvent event) {
        for (RecordedFrame frame : frames(event)) {
            String type = frame.getMethod().getType().getName();
            if (begins(type, LOADING) || !begins(type, MACHINE)) {
                return type;
            }
        }
        return "";
    }

    private static boolean begins(String type, List<String> beginnings) {
        return beginnings.stream().anyMatch(type::startsWith);
    }

    private static String describe(RecordedEvent event) {
        return kind(event)
                + frames(event).stream()
                        .limit(FRAMES_TOLD)
                        .map(frame -> "\n    " + name(frame.getMethod()) + ":" + frame.getLineNumber())
                        .collect(Collectors.joining());
    }

    private static List<RecordedFrame> frames(RecordedEvent event) {
        return Optional.ofNullable(event.getStackTrace())
                .map(stack -> stack.getFrames())
                .orElse(List.of());
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }
}
