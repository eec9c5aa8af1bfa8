package org.tallystick.app.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in another language that was written from the page alone gets through its whole story with a real hub. */
class ClientExampleTest {

    private static final Path SCRIPT = Path.of("src/docs/examples/hub_client.py");

    @TempDir
    Path folder;

    private record Run(int exitCode, String output) {}

    private Run run(String address) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process;
        try {
            process = new ProcessBuilder("python3", "-I", "-S", "-B", SCRIPT.toString(), address)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            return fail("This test needs the programs python3 and openssl on the path", missing);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return fail("The script did not end: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    @Test
    void theScriptPaysHearsOfItAndChecksTheReceipt() throws Exception {
        try (HubWorld world = HubWorld.start(folder.resolve("hub"))) {
            Run run = run("http://127.0.0.1:" + world.hub.port());
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output())
                    .containsSubsequence(
                            "Ben trusts Ann up to 100.00 HOUR",
                            "Ann has paid Ben 12.00 HOUR",
                            "Ben was told of the payment",
                            "The balances are -12.00 for Ann and 12.00 for Ben",
                            "The receipt proves the payment");
        }
    }

    @Test
    void whereNoHubIsTheScriptSaysSoAndEndsWithOne() throws Exception {
        Run run = run("http://127.0.0.1:1");
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output().lines()).singleElement().asString().startsWith("That failed. ");
    }
}
