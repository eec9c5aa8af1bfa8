package org.tallystick.app.hub;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.app.Rooms;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.feature.clearing.ClearingEvents;
import org.tallystick.feature.clearing.ClearingRoutes;
import org.tallystick.feature.explorer.BlockRoutes;
import org.tallystick.feature.explorer.IntegrityRoutes;
import org.tallystick.feature.explorer.RecoveryRoutes;
import org.tallystick.feature.explorer.sql.ExplorerQueries;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.feature.operator.OperatorRoutes;
import org.tallystick.feature.operator.OperatorSettings;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.feature.participant.KeyRoutes;
import org.tallystick.feature.participant.ParticipantEvents;
import org.tallystick.feature.participant.ParticipantRoutes;
import org.tallystick.feature.participant.PeopleDirectory;
import org.tallystick.feature.payment.BalanceHistoryRoutes;
import org.tallystick.feature.payment.PaymentEvents;
import org.tallystick.feature.payment.PaymentRoutes;
import org.tallystick.feature.payment.ProtocolRoutes;
import org.tallystick.feature.payment.sql.PaymentQueries;
import org.tallystick.feature.payment.sql.PaymentRow;
import org.tallystick.feature.trust.BalanceRoutes;
import org.tallystick.feature.trust.EquivalentRoutes;
import org.tallystick.feature.trust.TrustEvents;
import org.tallystick.feature.trust.TrustRoutes;
import org.tallystick.http.Access;
import org.tallystick.http.Caller;
import org.tallystick.http.Desk;
import org.tallystick.http.LastingFacts;
import org.tallystick.http.Route;
import org.tallystick.http.StatementDesk;
import org.tallystick.hub.CannotListen;
import org.tallystick.hub.DocsRoutes;
import org.tallystick.hub.Governance;
import org.tallystick.hub.HubFacts;
import org.tallystick.hub.HubRoutes;
import org.tallystick.hub.HubServer;
import org.tallystick.hub.HubSettings;
import org.tallystick.hub.Meters;
import org.tallystick.hub.Rates;
import org.tallystick.hub.auth.Auth;
import org.tallystick.hub.auth.AuthLimits;
import org.tallystick.hub.auth.Authenticated;
import org.tallystick.hub.auth.Families;
import org.tallystick.hub.auth.FamiliesOpening;
import org.tallystick.hub.live.Door;
import org.tallystick.hub.live.LiveLimits;
import org.tallystick.hub.live.LiveSockets;
import org.tallystick.node.Answer;
import org.tallystick.node.Node;
import org.tallystick.store.AsOf;

/** A node that serves others. Any thread asks; closed before the node by who started it. */
public final class HubApp implements AutoCloseable {

    private final HubPlan plan;
    private final List<String> dialects;
    private final Parts parts;
    private final Governance governance;
    private final Auth auth;
    private final LiveSockets sockets;
    private final FirstAdmin firstAdmin;
    private final Meters meters;
    private final List<Route> routes;
    private final HubServer server;

    /** Puts it together; what was opened stands in {@code parts} also where that fails. */
    private HubApp(NodeApp app, HubPlan plan, Machine machine, Parts parts) throws IOException {
        Node node = app.node();
        this.plan = plan;
        this.dialects = app.acceptsUnbound() ? List.of("bound", "reference") : List.of("bound");
        this.parts = parts;
        this.governance = new Governance(node);
        parts.opened(governance::close);
        Desk desk = new Desk(node);
        PeopleDirectory directory = new PeopleDirectory(desk);
        byte[] secret = app.keys().tokenSecret(machine.randomness());
        Families families = families(app, machine);
        parts.opened(families::close);
        this.auth =
                new Auth(families, secret, desk, directory, AuthLimits.DEFAULT, machine.clock(), machine.randomness());
        parts.replaced(auth::close);
        this.firstAdmin =
                FirstAdmin.begin(node, plan.admin(), isLoopback(plan.settings().bind()), machine.randomness());
        parts.opened(firstAdmin::close);
        this.meters = new Meters(machine.clock());
        Ids ids = new Ids(machine.clock(), machine.randomness());
        this.sockets = new LiveSockets(
                new LiveSockets.Ground(
                        desk,
                        new LastingFacts(desk),
                        new ExplorerQueries(node.store()),
                        directory,
                        List.of(new PaymentEvents(), new TrustEvents(), new ClearingEvents(), new ParticipantEvents()),
                        auth),
                LiveLimits.DEFAULT,
                machine.clock());
        parts.opened(sockets::close);
        this.routes = routes(app, desk, directory, machine);
        this.server = new HubServer(
                plan.settings(), routes, this::caller, this::rates, meters, machine.clock(), ids, this::mount);
        // Sockets say goodbye before the server ends them.
        parts.replaced(server::close);
        parts.opened(sockets::close);
    }

    private void mount(JavalinConfig config, Door door) {
        sockets.mount(config, "/ws", door);
    }

    /**
     * Starts to serve a node.
     *
     * @throws CannotListen when it cannot be reached where it is meant to be
     * @throws CannotServe when what it is told to be cannot be
     * @throws IOException when the hub's own files do not open
     */
    public static HubApp start(NodeApp app, HubPlan plan, Machine machine) throws IOException {
        settle(app.node(), plan, new Ids(machine.clock(), machine.randomness()));
        Parts parts = new Parts();
        boolean serves = false;
        try {
            HubApp hub = new HubApp(app, plan, machine, parts);
            hub.server.start();
            serves = true;
            return hub;
        } finally {
            if (!serves) {
                parts.close();
            }
        }
    }

    /** Writes down what whoever starts the hub wants to be other than it is. */
    private static void settle(Node node, HubPlan plan, Ids ids) throws IOException {
        OperatorSettings now = node.query(view -> view.room(OperatorRoom.class).settings());
        Json.ObjBuilder updates = Json.object();
        boolean any = false;
        if (plan.name().isPresent() && !plan.name().equals(now.name())) {
            updates.put("name", plan.name().get());
            any = true;
        }
        if (plan.registration().isPresent()
                && !plan.registration().get().equals(now.registration().word())) {
            updates.put("registration", plan.registration().get());
            any = true;
        }
        if (any
                && node.submitAlone(OperatorTransactions.settings(ids.next(), updates.build()))
                                .join()
                        instanceof Answer.Refused refused) {
            throw new CannotServe("The hub's settings cannot be used: " + refused.refusal());
        }
    }

    private static Families families(NodeApp app, Machine machine) throws IOException {
        return switch (Families.open(app.folder().hub(), app.node().hub(), AuthLimits.DEFAULT, machine.clock())) {
            case FamiliesOpening.Opened opened -> opened.families();
            case FamiliesOpening.NotServed _,
                    FamiliesOpening.OfAnother _,
                    FamiliesOpening.UnknownEntry _,
                    FamiliesOpening.Broken _ ->
                throw new IOException("The hub's own journal in " + app.folder().hub()
                        + " does not open; without that folder everybody has to log in again");
        };
    }

    private List<Route> routes(NodeApp app, Desk desk, PeopleDirectory directory, Machine machine) {
        StatementDesk statements = new StatementDesk(desk);
        ExplorerQueries explorer = new ExplorerQueries(app.node().store());
        HubRoutes hub = new HubRoutes(
                desk,
                app.keys().hubKeys(),
                this::facts,
                plan.settings(),
                this::address,
                Rooms.PAYMENT_LIMITS,
                meters,
                () -> gauges(app),
                machine.clock());
        return Stream.of(
                        hub.all(),
                        auth.routes(),
                        new ParticipantRoutes(desk, statements).all(),
                        new KeyRoutes(desk, statements, app.keys().hubKeys()::sign, new RoomClaims()).all(),
                        new TrustRoutes(desk, statements, directory).all(),
                        new EquivalentRoutes(desk).all(),
                        new BalanceRoutes(desk, directory).all(),
                        new BalanceHistoryRoutes(desk, explorer).all(),
                        new PaymentRoutes(desk, statements, directory, explorer, Rooms.PAYMENT_LIMITS).all(),
                        new ClearingRoutes(desk, statements, machine.randomness()).all(),
                        new ProtocolRoutes(Rooms.PAYMENT_LIMITS).all(),
                        new BlockRoutes(desk, app.keys().hubKeys()::sign).all(),
                        new RecoveryRoutes(desk, paymentIds(app.node(), explorer)).all(),
                        new IntegrityRoutes(desk, machine.clock()).all(),
                        new OperatorRoutes(desk, statements, directory).all(),
                        firstAdmin.routes(),
                        new DocsRoutes().all())
                .flatMap(List::stream)
                .toList();
    }

    private Map<String, Long> gauges(NodeApp app) {
        Map<String, Long> gauges = new HashMap<>(sockets.gauges());
        gauges.putAll(app.clearing().gauges());
        return gauges;
    }

    private static RecoveryRoutes.PaymentIds paymentIds(Node node, ExplorerQueries explorer) {
        PaymentQueries payments = new PaymentQueries(node.store(), explorer);
        return (payer, txId) -> {
            AsOf<Optional<PaymentRow>> found = payments.byTxId(txId, payer);
            return new AsOf<>(
                    found.height(),
                    found.value().filter(row -> row.payer() == payer).map(PaymentRow::place));
        };
    }

    private Caller caller(String token, Access needed) throws org.tallystick.http.ApiError {
        Authenticated who = auth.authenticator().authenticate(token);
        // For those who govern, the roles of this moment; for the rest, those of a moment ago will do.
        boolean governs = needed.compareTo(Access.PARTICIPANT) > 0;
        return new Caller(who.pid(), governs ? governance.rolesNow(who.pid()) : governance.roles(who.pid()));
    }

    private Rates rates() {
        OperatorSettings settings = governance.settings();
        return new Rates(settings.readsPerMinute(), settings.writesPerMinute(), settings.authPerMinute());
    }

    private HubFacts facts() {
        OperatorSettings settings = governance.settings();
        return new HubFacts(
                settings.name().orElse(""),
                plan.version(),
                settings.registration().word(),
                dialects,
                rates());
    }

    private static boolean isLoopback(String bind) throws IOException {
        return InetAddress.getByName(bind).isLoopbackAddress();
    }

    /** How others reach it. */
    public URI address() {
        HubSettings settings = plan.settings();
        return settings.url()
                .orElseGet(() -> URI.create((settings.tls().isPresent() ? "https://" : "http://")
                        + (settings.bind().contains(":") ? "[" + settings.bind() + "]" : settings.bind())
                        + ":"
                        + server.port()));
    }

    /** All that it serves. */
    public List<Route> routes() {
        return routes;
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    /** Who is connected. */
    public LiveSockets sockets() {
        return sockets;
    }

    /** What it answered. */
    public Meters meters() {
        return meters;
    }

    /** The code that makes who gives it the first ADMIN, where the hub waits for that. */
    public Optional<String> firstAdminCode() {
        return firstAdmin.code();
    }

    /** Takes nothing new, lets those under way finish, and stops; the node goes on. */
    @Override
    public void close() {
        parts.close();
    }
}
