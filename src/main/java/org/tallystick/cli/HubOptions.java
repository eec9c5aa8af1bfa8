package org.tallystick.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.app.hub.HubPlan;
import org.tallystick.app.hub.NewHub;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;
import org.tallystick.money.Amounts;
import org.tallystick.money.EquivalentCode;
import picocli.CommandLine.Option;

/** How a hub is reached and what it begins with, as it is typed. */
final class HubOptions {

    private static final String OFF = "off";
    private static final int MAX_NAME = 255;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8000", order = 1)
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", order = 2)
    private String bind = "";

    @Option(names = "--url", paramLabel = "URL", order = 3)
    private @Nullable String url;

    @Option(names = "--name", paramLabel = "NAME", order = 4)
    private @Nullable String name;

    @Option(names = "--equivalents", paramLabel = "CODE:N,…", split = ",", order = 5)
    private List<String> equivalents = new ArrayList<>();

    @Option(names = "--practice", order = 6)
    private boolean practice;

    @Option(names = "--registration", paramLabel = "open|approval", order = 7)
    private @Nullable String registration;

    @Option(names = "--admin-pid", paramLabel = "PID", order = 8)
    private @Nullable String admin;

    @Option(names = "--accept-unbound-signatures", order = 9)
    private boolean acceptUnbound;

    @Option(names = "--rate-limit", paramLabel = "on|off", defaultValue = "on", order = 10)
    private String rateLimit = "";

    @Option(names = "--trusted-proxy", paramLabel = "ADDRESS", order = 11)
    private List<String> trustedProxies = new ArrayList<>();

    @Option(names = "--cors-origin", paramLabel = "URL", order = 12)
    private List<String> corsOrigins = new ArrayList<>();

    @Option(names = "--tls", paramLabel = "FILE.p12", order = 13)
    private @Nullable Path certificate;

    @Option(names = "--tls-password-file", paramLabel = "FILE", order = 14)
    private @Nullable Path certificatePassword;

    boolean practice() {
        return practice;
    }

    boolean acceptsUnbound() {
        return acceptUnbound;
    }

    boolean isBehindTls() {
        return certificate != null
                || (url != null && url.toLowerCase(Locale.ROOT).startsWith("https:"));
    }

    /** The units of a new node: {@code HOUR:2} unless told otherwise. */
    List<NewHub.Unit> units() throws CommandFailure {
        List<NewHub.Unit> units = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (String pair : equivalents.isEmpty() ? List.of("HOUR:2") : equivalents) {
            String[] halves = pair.split(":", -1);
            if (halves.length != 2
                    || EquivalentCode.parse(halves[0]).isEmpty()
                    || !halves[1].matches("[0-9]")
                    || Integer.parseInt(halves[1]) > Amounts.MAX_PRECISION
                    || !codes.add(halves[0])) {
                throw CommandFailure.badInput(Messages.text("hub.badEquivalent", pair));
            }
            units.add(new NewHub.Unit(halves[0], Integer.parseInt(halves[1])));
        }
        return units;
    }

    HubPlan plan(String version) throws CommandFailure {
        if (port < 0 || port > 65_535) {
            throw CommandFailure.badInput(Messages.text("option.range", "--port", port, 0, 65_535));
        }
        if (!rateLimit.equals("on") && !rateLimit.equals(OFF)) {
            throw CommandFailure.badInput(Messages.text("hub.badWord", "--rate-limit", rateLimit, "on, off"));
        }
        if (registration != null && !Set.of("open", "approval").contains(registration)) {
            throw CommandFailure.badInput(
                    Messages.text("hub.badWord", "--registration", registration, "open, approval"));
        }
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            throw CommandFailure.badInput(Messages.text("hub.badName", MAX_NAME));
        }
        HubSettings settings = new HubSettings(
                bind,
                port,
                url(),
                tls(),
                Set.copyOf(trustedProxies),
                rateLimit.equals(OFF) ? HubLimits.DEFAULT.unrated() : HubLimits.DEFAULT);
        return new HubPlan(
                settings.withOrigins(origins()),
                Optional.ofNullable(name),
                Optional.ofNullable(registration),
                admin(),
                version);
    }

    private Set<URI> origins() throws CommandFailure {
        Set<URI> origins = new HashSet<>();
        for (String text : corsOrigins) {
            origins.add(HubSettings.origin(text)
                    .orElseThrow(() -> CommandFailure.badInput(Messages.text("hub.badOrigin", text))));
        }
        return origins;
    }

    private Optional<URI> url() throws CommandFailure {
        String text = url;
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI parsed = new URI(text);
            if (parsed.getHost() != null && Set.of("http", "https").contains(String.valueOf(parsed.getScheme()))) {
                return Optional.of(parsed);
            }
        } catch (URISyntaxException noUrl) {
            throw CommandFailure.badInput(Messages.text("hub.badUrl", text));
        }
        throw CommandFailure.badInput(Messages.text("hub.badUrl", text));
    }

    private Optional<HubSettings.Tls> tls() throws CommandFailure {
        Path file = certificate;
        if (file == null) {
            return Optional.empty();
        }
        char[] password = FolderOptions.password(certificatePassword);
        return Optional.of(new HubSettings.Tls(file, password == null ? new char[0] : password));
    }

    private Optional<Pid> admin() throws CommandFailure {
        String text = admin;
        try {
            return text == null ? Optional.empty() : Optional.of(Pid.parse(text));
        } catch (MalformedIdentity noPid) {
            throw CommandFailure.badInput(Messages.text("hub.badPid", text));
        }
    }
}
