package org.tallystick.sync.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/** A {@link WalletChild} in its process. One thread. */
public final class WalletProcess implements AutoCloseable {

    private static final long END_SECONDS = 30;

    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;
    private Pid pid;

    private WalletProcess(Process process) {
        this.process = process;
        this.in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.out = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    /**
     * Starts it; it makes a wallet and joins a hub, which {@link #begun} waits for.
     *
     * @param folder of the wallet, not there yet; its log stands beside
     * @param machineOptions for its virtual machine; they come last, so that they may name another class path
     */
    public static WalletProcess start(Path folder, String address, String name, List<String> machineOptions)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.addAll(machineOptions);
        command.addAll(List.of(WalletChild.class.getName(), folder.toString(), address, name));
        return new WalletProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(name + ".log").toFile()))
                .start());
    }

    /** Waits until it has joined. */
    public void begun() throws IOException, MalformedIdentity {
        pid = Pid.parse(answer());
    }

    /** The owner, once it has begun. */
    public Pid pid() {
        return pid;
    }

    /** Tells it to do something and waits until it is done; what it says of that. */
    public String tell(String what) throws IOException {
        out.println(what);
        return answer();
    }

    private String answer() throws IOException {
        String line = in.readLine();
        assertThat(line).as("what a wallet answers").startsWith("ok");
        return line.substring(2).strip();
    }

    @Override
    public void close() {
        out.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
