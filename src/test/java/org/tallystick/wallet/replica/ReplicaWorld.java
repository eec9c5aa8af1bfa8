package org.tallystick.wallet.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.tallystick.base.Json;
import org.tallystick.feature.RouteTester;
import org.tallystick.feature.explorer.BlockRoutes;
import org.tallystick.feature.operator.OperatorTransactions;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.http.Desk;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.ledger.Line;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.NodeReader;

/** A real node with its feed, and what it would answer from its own memory. For tests. */
final class ReplicaWorld implements AutoCloseable {

    static final String UNIT = "HOUR";

    final SetClock clock = new SetClock(1_790_000_000_000L);
    final TestNode node;
    final NodeReader reader;
    private final RouteTester routes;
    private final Map<String, KeyPair> newKeys = new HashMap<>();
    private int ids;

    /** Proposals that were seen in pages. */
    final List<String> proposals = new ArrayList<>();

    ReplicaWorld(Path folder) throws IOException {
        node = TestNode.ready(folder, clock);
        node.define(UNIT, 2);
        reader = new NodeReader(node.node, TestNode.HUB.publicKey(), PaymentLimits.DEFAULT);
        routes = new RouteTester(new BlockRoutes(new Desk(node.node), TestNode.HUB::sign).all());
    }

    static Pid pid(String name) {
        return TestNode.pid(name);
    }

    static Replica replica(String name) {
        return new Replica(pid(name), TestNode.HUB.publicKey());
    }

    /** What a signed request with this owner's key in force comes to. */
    Answer act(String name, String action, Json.Obj fields) {
        KeyPair key = newKeys.getOrDefault(name, TestNode.key(name));
        Json.Obj own = action.equals("payment.create") ? fields : fields.with("statement_id", Json.of("s" + ids++));
        return node.submit(SignedStatement.sign(pid(name), key, action, node.node.hub(), own));
    }

    Answer trust(String from, String to, String limit, Json.Obj policy) {
        return act(
                from,
                "trustline.create",
                Json.object()
                        .put("to", pid(to).text())
                        .put("equivalent", UNIT)
                        .put("limit", limit)
                        .put("policy", policy)
                        .build());
    }

    Answer change(String from, String to, Json.Obj fields) {
        return act(
                from,
                "trustline.update",
                fields.with("id", Json.of(line(from, to).orElse(new UUID(0, 0)).toString())));
    }

    Answer close(String from, String to) {
        return act(
                from,
                "trustline.close",
                Json.object()
                        .put("id", line(from, to).orElse(new UUID(0, 0)).toString())
                        .build());
    }

    Answer pay(String from, String to, String amount, String note) {
        Json.ObjBuilder fields = Json.object()
                .put("tx_id", "pay-" + ids++)
                .put("to", pid(to).text())
                .put("equivalent", UNIT)
                .put("amount", amount);
        return act(from, "payment.create", (note.isEmpty() ? fields : fields.put("description", note)).build());
    }

    Answer rekey(String name) {
        KeyPair before = newKeys.getOrDefault(name, TestNode.key(name));
        KeyPair next = TestNode.key(name + " next " + ids++);
        Json.Obj fields = Json.object()
                .put("new_public_key", next.publicKey().text())
                .put("statement_id", "s" + ids++)
                .build();
        Answer answer = node.node
                .submit(List.of(
                        SignedStatement.sign(pid(name), before, "participant.rekey", node.node.hub(), fields),
                        SignedStatement.sign(pid(name), next, "participant.rekey", node.node.hub(), fields)))
                .join();
        if (answer instanceof Answer.Committed) {
            newKeys.put(name, next);
        }
        return answer;
    }

    /** Makes somebody the ADMIN, who freezes and thaws people. */
    void firstAdmin(String name) {
        node.node
                .submitAlone(node.asked(view -> OperatorTransactions.firstAdmin(view.ledger(), pid(name))))
                .join();
    }

    Answer govern(String admin, String verb, String whom, String reason) {
        Json.ObjBuilder fields = Json.object().put("participant", pid(whom).text());
        return act(admin, "admin." + verb, (reason.isEmpty() ? fields : fields.put("reason", reason)).build());
    }

    Optional<UUID> line(String from, String to) {
        return node.asked(view -> {
            var creditor = view.ledger().account(pid(from));
            var debtor = view.ledger().account(pid(to));
            var unit = Objects.requireNonNull(view.ledger().equivalent(UNIT));
            var pair = creditor == null || debtor == null ? null : view.ledger().pair(creditor, debtor, unit);
            return Optional.ofNullable(pair == null ? null : pair.trustOf(creditor))
                    .map(Line::id);
        });
    }

    Json.Obj data(String name, Replica replica, int limit) throws Exception {
        Map<String, String> query = new HashMap<>();
        query.put("after", Long.toString(replica.seq()));
        query.put("limit", Integer.toString(limit));
        replica.newest().ifPresent(head -> query.put("since", Long.toString(head.height())));
        return routes.get(pid(name), "/transactions", query);
    }

    FeedPage page(String name, Replica replica, int limit) throws Exception {
        return FeedPage.parse(data(name, replica, limit));
    }

    /** Catches up with the hub; how many pages it took. */
    int catchUp(String name, Replica replica, int limit) throws Exception {
        for (int pages = 1; ; pages++) {
            FeedPage page = page(name, replica, limit);
            Applied applied = replica.apply(page);
            assertThat(applied).isInstanceOf(Applied.Done.class);
            for (FeedPage.Entry entry : page.entries()) {
                for (Json.Obj fact : entry.proof().shown().facts()) {
                    if (fact.text("fact").equals("proposal")) {
                        proposals.add(fact.text("id"));
                    }
                }
            }
            if (((Applied.Done) applied).complete()) {
                return pages;
            }
        }
    }

    /** Names as the hub says them, and who takes part. */
    Names names() {
        return new Names() {
            @Override
            public Optional<String> name(Pid person) {
                return card(person).flatMap(org.tallystick.wallet.PersonCard::name);
            }

            @Override
            public boolean active(Pid person) {
                return card(person)
                        .map(org.tallystick.wallet.PersonCard::active)
                        .orElse(true);
            }

            private Optional<org.tallystick.wallet.PersonCard> card(Pid person) {
                try {
                    return reader.person(person);
                } catch (HubUnreachable unreachable) {
                    throw new AssertionError(unreachable);
                }
            }
        };
    }

    /** Asks a list of activities page by page. */
    static List<Activity> all(Pages pages) throws HubUnreachable {
        List<Activity> all = new ArrayList<>();
        OptionalLong from = OptionalLong.empty();
        do {
            ActivityPage page = pages.page(from);
            all.addAll(page.entries());
            from = page.next();
        } while (from.isPresent());
        return all;
    }

    interface Pages {
        ActivityPage page(OptionalLong from) throws HubUnreachable;
    }

    List<Activity> fromNode(String name, Set<Activity.Kind> kinds, String text) throws HubUnreachable {
        return all(from -> reader.activity(pid(name), kinds, text, from, 50));
    }

    @Override
    public void close() throws IOException {
        reader.close();
        node.close();
    }
}
