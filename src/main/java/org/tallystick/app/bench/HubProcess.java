package org.tallystick.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

/** A hub in a process of its own, of the same program and on the same folder. One thread. */
public final class HubProcess implements AutoCloseable {

    private static final long END_SECONDS = 60;

    private final Process process;
    private final int port;

    private HubProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param folder its data
     * @param log where its error output goes
     * @param machineOptions for its virtual machine, such as {@code -Xmx256m}; they come last, so that they may name another class path
     * @param hubOptions what else stands behind the command {@code hub}
     */
    public static HubProcess start(Path folder, Path log, List<String> machineOptions, String... hubOptions)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(machineOptions);
        command.addAll(List.of(
                "org.tallystick.Launcher",
                "hub",
                "--data",
                folder.toString(),
                "--port",
                "0",
                "--rate-limit",
                "off",
                "--json"));
        command.addAll(List.of(hubOptions));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        boolean serves = false;
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The hub did not start; see " + log);
            }
            int port =
                    (int) Json.readObject(line.getBytes(StandardCharsets.UTF_8)).number("port");
            serves = true;
            return new HubProcess(process, port);
        } catch (MalformedJson malformed) {
            throw new IOException("The hub says something else than where it serves", malformed);
        } finally {
            if (!serves) {
                process.destroyForcibly();
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its process. */
    public Process process() {
        return process;
    }

    /** The processor time that it has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Kills it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
