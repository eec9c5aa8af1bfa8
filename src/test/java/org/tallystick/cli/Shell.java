package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.node.SetClock;

/** Types commands as a person would, in a folder of its own, at a time that the test sets. */
final class Shell {

    static final long NOW_MS = 1_790_000_000_000L;

    final SetClock clock = new SetClock(NOW_MS);
    final Path home;

    Shell(Path home) {
        this.home = home;
    }

    /** What a command answered. */
    record Answer(int exit, String out, String err) {

        /** The only line of JSON, or the last one. */
        Json.Obj json() {
            try {
                return Json.readObject(out.lines().toList().getLast().getBytes(StandardCharsets.UTF_8));
            } catch (MalformedJson malformed) {
                throw new AssertionError(out, malformed);
            }
        }

        /** The one sentence of a failure. */
        String sentence() {
            List<String> sentences =
                    err.lines().filter(line -> line.startsWith("tallystick: ")).toList();
            if (sentences.size() != 1 || err.contains("Exception")) {
                throw new AssertionError("One sentence is expected, not: " + err);
            }
            return sentences.getFirst();
        }
    }

    Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Machine machine = new Machine(clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));
        int exit = new Main(new PrintWriter(out), new PrintWriter(err), machine).run(arguments);
        return new Answer(exit, out.toString(), err.toString());
    }

    /** Runs a command that has to work. */
    Answer done(String... arguments) {
        Answer answer = run(arguments);
        if (answer.exit() != ExitCodes.OK) {
            throw new AssertionError(String.join(" ", arguments) + ": " + answer);
        }
        return answer;
    }

    String path(String name) {
        return home.resolve(name).toString();
    }

    String file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    String file(String name, byte[] content) {
        try {
            return Files.write(home.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in the folder, by name, sorted. */
    List<String> list() {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small community: ann can pay bob, cleo and dan, who is three hops away. */
    void community() {
        done("import", "--practice", "--data", path("data"), communityFile());
    }

    /** The same, copied from a shell that has it: cheaper than importing it for each test. */
    void communityOf(Shell other) {
        communityFile();
        Path from = other.home.resolve("data");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, home.resolve("data").resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String communityFile() {
        return file("community.csv", """
                from,to,equivalent,limit
                bob,ann,HOUR,100.00
                cleo,bob,HOUR,50
                dan,cleo,HOUR,25.5
                ann,"dan, the baker",LOAF,7
                """);
    }
}
