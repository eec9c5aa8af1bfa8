package org.tallystick.app.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.app.Machine;
import org.tallystick.app.NodeApp;
import org.tallystick.feature.operator.OperatorSettings;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.feature.operator.Registration;
import org.tallystick.identity.Pid;
import org.tallystick.node.Answer;
import org.tallystick.node.CommittedBlock;
import org.tallystick.node.Follower;
import org.tallystick.node.Node;
import org.tallystick.node.NodeHealth;
import org.tallystick.platform.LocalNetwork;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.AdminResult;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Wallet;

/**
 * The node of a wallet's home, served by the window's wish and governed by the owner's signature. Any thread but the node's own;
 * closed before the node.
 */
public final class ServedNode implements OwnHub, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedNode.class);

    private final NodeApp app;
    private final Wallet wallet;
    private final HubMemory memory;
    private final Machine machine;
    private final OwnerDesk desk;
    private final HubBooks books;
    private final HubAudit audit;
    private final String version;
    private volatile State state;
    private @Nullable HubApp hub;
    private boolean closed;

    /** How the hub at work is reached, and how much it does. */
    private record Work(long requests, int requestsOfTenSeconds, long uptimeSeconds, List<Online> online) {

        static final Work NONE = new Work(0, 0, 0, List.of());
    }

    /** Somebody who is connected, and since when. */
    private record Online(Pid pid, long sinceMs) {}

    /**
     * A node that is not served yet.
     *
     * @param app running
     * @param wallet the owner's, at this node
     * @param file remembers how it was served last
     * @param name how the hub calls itself while its chain does not say
     * @param version of the program
     */
    public ServedNode(NodeApp app, Wallet wallet, Path file, String name, String version, Machine machine) {
        this.app = app;
        this.wallet = wallet;
        this.memory = new HubMemory(file);
        this.version = version;
        this.machine = machine;
        this.desk = new OwnerDesk(app.node());
        this.books = new HubBooks(desk);
        this.audit = new HubAudit(desk);
        this.state = new State.Off(first(name));
    }

    private Wish first(String name) {
        try {
            OperatorSettings settings = books.settings();
            boolean approval = settings.registration() == Registration.APPROVAL;
            String called = settings.name().orElse(name);
            return memory.read(called)
                    .map(wish -> new Wish(wish.reach(), wish.port(), wish.url(), called, approval, wish.again()))
                    .orElseGet(() -> proposal(called));
        } catch (HubUnreachable closing) {
            LOG.debug("The node is closing", closing);
            return proposal(name);
        }
    }

    private static Wish proposal(String name) {
        return new Wish(Reach.MACHINE, USUAL_PORT, Optional.empty(), name, true, false);
    }

    /** Serves if the owner wanted that; what stands against it is in {@link #state()}. */
    public void resume() {
        Wish wish = state.wish();
        if (wish.again()) {
            start(wish);
        }
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public synchronized State start(Wish wish) {
        if (hub != null || closed) {
            return state;
        }
        Optional<String> network = wish.reach() == Reach.NETWORK ? LocalNetwork.address() : Optional.empty();
        if (wish.reach() == Reach.NETWORK && network.isEmpty()) {
            return failed(Trouble.NO_NETWORK, wish);
        }
        try {
            HubPlan plan = new HubPlan(
                    HubReach.settings(wish, network),
                    Optional.of(wish.name()),
                    Optional.of(wish.approval() ? Registration.APPROVAL.word() : Registration.OPEN.word()),
                    books.isUngoverned() ? Optional.of(wallet.me()) : Optional.empty(),
                    version);
            HubApp started = HubApp.start(app, plan, machine);
            hub = started;
            state = new State.Serving(started.address(), wish);
            memory.write(wish);
            return state;
        } catch (IOException refused) {
            LOG.info("The hub cannot serve", refused);
            return failed(HubReach.trouble(refused), wish);
        } catch (HubUnreachable closing) {
            LOG.debug("The node is closing", closing);
            return failed(Trouble.OTHER, wish);
        }
    }

    private State failed(Trouble why, Wish wish) {
        state = new State.Failed(why, wish);
        return state;
    }

    @Override
    public synchronized State stop() {
        Wish wish = state.wish();
        quit();
        state = new State.Off(wish);
        return state;
    }

    private void quit() {
        HubApp serving = hub;
        hub = null;
        if (serving != null) {
            serving.close();
        }
    }

    @Override
    public synchronized State serveAgain(boolean again) {
        remember(state.wish().withAgain(again));
        memory.write(state.wish());
        return state;
    }

    private void remember(Wish wish) {
        state = switch (state) {
            case State.Off _ -> new State.Off(wish);
            case State.Serving serving -> new State.Serving(serving.address(), wish);
            case State.Failed failed -> new State.Failed(failed.why(), wish);
        };
    }

    private synchronized Work work() {
        HubApp serving = hub;
        return serving == null
                ? Work.NONE
                : new Work(
                        serving.meters().requests(),
                        serving.meters().requestsOfTenSeconds(),
                        serving.meters().uptimeSeconds(),
                        serving.sockets().connected().stream()
                                .map(one -> new Online(one.pid(), one.sinceMs()))
                                .sorted(Comparator.comparingLong(Online::sinceMs))
                                .toList());
    }

    @Override
    public Snapshot snapshot() throws HubUnreachable {
        NodeHealth health = app.node().health();
        HubBooks.Overview seen = books.overview(wallet.me());
        Work work = work();
        List<Online> online = work.online().stream().limit(MAX_NAMED).toList();
        Map<Pid, PersonCard> cards = desk.cards(online.stream().map(Online::pid).toList());
        State now = state;
        return new Snapshot(
                now,
                seen.settings().name().orElse(now.wish().name()),
                app.node().hub().text(),
                seen.ownerGoverns() || !seen.governed(),
                seen.settings().registration() == Registration.APPROVAL,
                new Figures(
                        health.height(),
                        health.timestampMs(),
                        health.lagTransactions(),
                        health.mode() != NodeHealth.Mode.SERVING,
                        seen.people(),
                        seen.active(),
                        seen.waiting(),
                        work.online().size(),
                        work.requests(),
                        work.requestsOfTenSeconds(),
                        work.uptimeSeconds()),
                connected(online, cards),
                seen.waitingMembers(),
                seen.units());
    }

    private static List<Connected> connected(List<Online> online, Map<Pid, PersonCard> cards) {
        List<Connected> connected = new ArrayList<>();
        for (Online one : online) {
            PersonCard unknown = new PersonCard(one.pid(), Optional.empty(), false);
            connected.add(new Connected(cards.getOrDefault(one.pid(), unknown), one.sinceMs()));
        }
        return connected;
    }

    @Override
    public MemberPage people(String text, long offset, int limit) throws HubUnreachable {
        return books.people(text, offset, limit);
    }

    @Override
    public AuditEntries audit(long offset, int limit) throws HubUnreachable {
        return audit.latest(offset, limit);
    }

    @Override
    public AdminResult act(AdminAct act) {
        try {
            if (books.isUngoverned()) {
                Node node = app.node();
                Answer made = node.submitAlone(
                                node.query(view -> OperatorTransactions.firstAdmin(view.ledger(), wallet.me())))
                        .join();
                LOG.debug(
                        "Nobody governed; the owner does now: {}",
                        made.getClass().getSimpleName());
            }
        } catch (HubUnreachable closing) {
            return new AdminResult.Unknown();
        }
        AdminResult result = wallet.govern(act);
        if (result instanceof AdminResult.Done && act instanceof AdminAct.Approval(boolean needed)) {
            asked(needed);
        }
        return result;
    }

    /** Stopped and started again, the hub does what was decided meanwhile. */
    private synchronized void asked(boolean approval) {
        Wish wish = state.wish();
        remember(new Wish(wish.reach(), wish.port(), wish.url(), wish.name(), approval, wish.again()));
    }

    @Override
    public HubReader.Following follow(Runnable changed) {
        Follower follower = app.node()
                .follow(
                        block -> {
                            if (isNews(block)) {
                                changed.run();
                            }
                        },
                        changed);
        return follower::close;
    }

    private static boolean isNews(CommittedBlock block) {
        return block.block().transactions().stream()
                .map(transaction -> transaction.frame().type())
                .anyMatch(type ->
                        type.startsWith("admin.") || type.startsWith("operator.") || type.startsWith("participant."));
    }

    /** Serves no more; the node goes on. */
    @Override
    public synchronized void close() {
        closed = true;
        quit();
    }
}
