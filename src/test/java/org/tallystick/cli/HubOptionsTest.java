package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.app.hub.HubPlan;
import org.tallystick.app.hub.NewHub;
import org.tallystick.hub.HubSettings;
import org.tallystick.node.TestNode;
import picocli.CommandLine;

class HubOptionsTest {

    private static final String PID = TestNode.pid("Ada").text();

    @TempDir
    Path temp;

    private static HubOptions typed(String... words) {
        return CommandLine.populateCommand(new HubOptions(), words);
    }

    @Test
    void whatIsTypedBecomesThePlan() throws Exception {
        HubOptions options = typed(
                "--port=9000",
                "--bind=0.0.0.0",
                "--url=https://hub.example.org",
                "--name=Our town",
                "--equivalents=HOUR:2,EGG:0",
                "--practice",
                "--registration=approval",
                "--admin-pid=" + PID,
                "--accept-unbound-signatures",
                "--rate-limit=off",
                "--trusted-proxy=10.0.0.1",
                "--trusted-proxy=10.0.0.2",
                "--cors-origin=https://Wallet.example:443/",
                "--cors-origin=http://localhost:5173");
        HubPlan plan = options.plan("test");
        HubSettings settings = plan.settings();
        assertThat(settings.bind()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.url()).hasValue(URI.create("https://hub.example.org"));
        assertThat(settings.trustedProxies()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
        assertThat(settings.origins())
                .containsExactlyInAnyOrder(URI.create("https://wallet.example"), URI.create("http://localhost:5173"));
        assertThat(settings.limits().rated()).isFalse();
        assertThat(plan.name()).hasValue("Our town");
        assertThat(plan.registration()).hasValue("approval");
        assertThat(plan.admin()).hasValue(TestNode.pid("Ada"));
        assertThat(options.acceptsUnbound()).isTrue();
        assertThat(options.practice()).isTrue();
        assertThat(options.units()).containsExactly(new NewHub.Unit("HOUR", 2), new NewHub.Unit("EGG", 0));
    }

    @Test
    void whoTypesNothingGetsAHubOnThisMachineOnlyThatCountsHours() throws Exception {
        HubOptions options = typed();
        HubPlan plan = options.plan("test");
        HubSettings settings = plan.settings();
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.limits().rated()).isTrue();
        assertThat(plan.admin()).isEqualTo(Optional.empty());
        assertThat(options.acceptsUnbound()).isFalse();
        assertThat(options.practice()).isFalse();
        assertThat(options.units()).containsExactly(new NewHub.Unit("HOUR", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "--admin-pid, nobody",
        "--cors-origin, https://wallet.example/path",
        "--cors-origin, *",
        "--port, 65536",
        "--url, ftp://hub.example.org",
        "--equivalents, HOUR:9",
        "--registration, closed",
        "--rate-limit, maybe"
    })
    void whatCannotBeMeantIsNamedAndNoNodeIsMade(String option, String value) {
        Shell shell = new Shell(temp);
        Shell.Answer answer = shell.run("hub", "--data", shell.path("data"), option, value);
        assertThat(answer.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(answer.sentence()).contains(value);
        assertThat(shell.list()).isEmpty();
    }
}
