package org.tallystick.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
            "jdk.JavaMonitorWait",
            "jdk.JavaMonitorEnter");

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
            "com.sun.javafx.tk.",
            "com.sun.glass.",
            "com.sun.prism.");

    private static final String QUEUE = "com.sun.glass.ui.headless.NestedRunnableProcessor";
    private static final String TRACE = "jdk.MethodTrace";
    private static final String PULSE = "javafx.PulsePhase";
    private static final int FRAMES_TOLD = 24;

    private final Recording recording = new Recording();
    private final long fxThread = Headless.onFx(() -> Thread.currentThread().threadId());

    private FxThreadWatch() {
        TIMED.forEach(
                name -> recording.enable(name).withThreshold(Duration.ZERO).withStackTrace());
        recording.enable(TRACE).with("filter", TRACED).withStackTrace();
        recording.enable(PULSE).withThreshold(Duration.ZERO).withoutStackTrace();
        recording.start();
    }

    /** Begins to watch; the toolkit runs. */
    public static FxThreadWatch begin() {
        return new FxThreadWatch();
    }

    /**
     * What was seen.
     *
     * @param offences what has no place on the JavaFX thread, each with whence it came
     * @param pulses how long each pulse took there, from the start of its first phase to the end of its last, that is with
     *     animations, style, layout and handing over to what draws, without the drawing
     * @param stretches how long the thread was busy each time before it waited for its queue again: events, results and pulses
     */
    public record Report(List<String> offences, List<Duration> pulses, List<Duration> stretches) {

        /** Keeps unmodifiable copies. */
        public Report {
            offences = List.copyOf(offences);
            pulses = List.copyOf(pulses);
            stretches = List.copyOf(stretches);
        }

        /** The longest of some, in milliseconds. */
        public static double longestMs(Collection<Duration> times) {
            return times.stream()
                    .max(Comparator.naturalOrder())
                    .map(time -> time.toNanos() / 1e6)
                    .orElse(0.0);
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
        List<Duration> stretches = new ArrayList<>();
        Map<Integer, Instant> starts = new HashMap<>();
        Map<Integer, Duration> pulses = new HashMap<>();
        Instant idleUntil = null;
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals(PULSE)) {
                int pulse = event.getInt("pulseId");
                Instant start = starts.computeIfAbsent(pulse, first -> event.getStartTime());
                pulses.merge(
                        pulse,
                        Duration.between(start, event.getEndTime()),
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
                continue;
            }
            String asking = asking(event);
            if (asking.startsWith(QUEUE)) {
                if (idleUntil != null) {
                    stretches.add(Duration.between(idleUntil, event.getStartTime()));
                }
                idleUntil = event.getEndTime();
            } else if (!begins(asking, LOADING) && !begins(asking, TOOLKIT)) {
                offences.add(describe(event));
            }
        }
        return new Report(offences, List.copyOf(pulses.values()), stretches);
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
        String kind = event.getEventType().getName();
        return (kind.equals(TRACE) ? name(event.getValue("method")) : kind)
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
