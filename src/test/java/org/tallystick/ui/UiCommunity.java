package org.tallystick.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.base.Ids;
import org.tallystick.base.Json;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.journal.JournalConfig;
import org.tallystick.node.Answer;
import org.tallystick.node.SetClock;
import org.tallystick.node.TestNode;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.NodeConnection;
import org.tallystick.wallet.NodeReader;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.TestVault;
import org.tallystick.wallet.Wallet;

/**
 * The Bike Workshop's wallet at a real node: Garden, Bakery and Carpenter are its neighbours, School is two hops away, the Library
 * of Things three, and the Mill can be reached in UAH only. A circle was cancelled once. On the thread of the test.
 */
public final class UiCommunity implements OpenedWallet {

    public static final String ME = "Bike Workshop";
    public static final String LIBRARY = "Library of Things";

    /** Tuesday 22 September 2026, 11:30 in the morning, UTC. */
    public static final long NOW_MS = 1_790_076_600_000L;

    /** What the community is like. */
    public enum Kind {
        /** As described. */
        NORMAL,
        /** As described, with names of 60 characters. */
        LONG_NAMES,
        /** As described, with amounts of 15 digits. */
        LARGE,
        /** Only the owner, who has no line. */
        NONE
    }

    public final SetClock clock = new SetClock(NOW_MS - 4 * 86_400_000L);
    public final Messages messages = Messages.in(Locale.ENGLISH);
    public final Times times = new Times(clock, ZoneOffset.UTC, Locale.ENGLISH, messages);
    public final ActivityWords words = new ActivityWords(messages, times);
    public final AtOnce background = new AtOnce();
    public final Constraints constraints = Constraints.of(PaymentLimits.DEFAULT);
    public final TestNode node;
    public final TestHub hub;
    public final TestWay way;
    public final Wallet wallet;
    private static final BigDecimal LARGE = new BigDecimal("6543219876");
    private final Kind kind;
    public final TestOwnHub ownHub;
    public final TestHubs hubs;
    private final OwnerJournal journal;
    private final NodeReader reader;

    public UiCommunity(Path folder, Kind kind) throws IOException {
        this.kind = kind;
        node = TestNode.ready(folder.resolve("node"), clock);
        node.define("HOUR", 2);
        node.define("UAH", 2);
        node.register(called(ME));
        if (kind != Kind.NONE) {
            fill();
        }
        clock.pass(NOW_MS - clock.wallMs());
        journal = OwnerJournal.create(
                JournalConfig.in(folder.resolve("owner")).withSizes(4 << 20, 4096),
                TestNode.pid(called(ME)),
                new TestVault());
        reader = new NodeReader(node.node, TestNode.HUB.publicKey(), PaymentLimits.DEFAULT);
        hub = new TestHub(reader);
        way = new TestWay(new NodeConnection(node.node, TestNode.HUB.publicKey(), clock));
        ownHub = new TestOwnHub(called("Riverside"), card(ME), NOW_MS);
        if (kind != Kind.NONE) {
            ownHub.fill(this::called);
        }
        wallet = new Wallet(TestNode.key(called(ME)), way, hub, journal, new Ids(clock, Randomness.seeded(7)), clock);
        hubs = new TestHubs(node.node.hub(), called("Riverside"), wallet, Optional.of(ownHub));
    }

    private void fill() {
        for (String name : new String[] {"Garden", "Bakery", "Carpenter", "School", LIBRARY, "Mill"}) {
            done(node.register(called(name)));
        }
        trust("Garden", ME, "HOUR", "40.00");
        trust(ME, "Garden", "HOUR", "20.00");
        trust("Bakery", ME, "HOUR", "30.00");
        trust(ME, "Bakery", "HOUR", "30.00");
        trust(ME, "Carpenter", "HOUR", "15.00");
        trust("Bakery", "Garden", "HOUR", "20.00");
        trust("School", "Garden", "HOUR", "25.00");
        trust("School", "Bakery", "HOUR", "20.00");
        trust(LIBRARY, "School", "HOUR", "60.00");
        trust("Bakery", ME, "UAH", "1500.00");
        trust(ME, "Bakery", "UAH", "500.00");
        trust("Mill", "Bakery", "UAH", "800.00");
        pay(ME, "Garden", "HOUR", "10.00", "seedlings");
        pay("Garden", "Bakery", "HOUR", "8.00", "bread for the harvest");
        pay("Bakery", ME, "HOUR", "3.00", "new brakes");
        pay("Carpenter", ME, "HOUR", "4.00", "two wheels trued");
        pay(ME, LIBRARY, "HOUR", "2.50", "torque wrench, a week");
        pay(ME, "Bakery", "UAH", "120.00", "rye loaves");
    }

    /** The owner's wallet at another hub, with the same journal; nobody answers there. */
    public Wallet walletAt(Pid other) {
        HubConnection silent = new HubConnection() {
            @Override
            public Pid hub() {
                return other;
            }

            @Override
            public Submitted submit(SignedStatement statement) throws HubUnreachable {
                throw new HubUnreachable("nobody answers there");
            }

            @Override
            public Found find(String txId, long fromHeight) throws HubUnreachable {
                throw new HubUnreachable("nobody answers there");
            }
        };
        return new Wallet(TestNode.key(called(ME)), silent, hub, journal, new Ids(clock, Randomness.seeded(8)), clock);
    }

    /** What somebody is called in this community. */
    public String called(String name) {
        return kind == Kind.LONG_NAMES
                ? (name + " of the Upper Riverside Neighbourhood Mutual Aid Cooperative").substring(0, 60)
                : name;
    }

    /** An amount of this community, from one of the small one. */
    public String amount(String small) {
        return kind == Kind.LARGE ? new BigDecimal(small).multiply(LARGE).toPlainString() : small;
    }

    public Pid pid(String name) {
        return TestNode.pid(called(name));
    }

    public PersonCard card(String name) {
        return new PersonCard(pid(name), Optional.of(called(name)), true);
    }

    public void trust(String from, String to, String unit, String limit) {
        pass();
        done(node.trust(called(from), called(to), unit, amount(limit)));
    }

    /** Pays with a note. */
    public void pay(String from, String to, String unit, String amount, String note) {
        pass();
        done(node.submit(SignedStatement.sign(
                TestNode.key(called(from)),
                "payment.create",
                node.node.hub(),
                Json.object()
                        .put("tx_id", "p" + clock.wallMs())
                        .put("to", pid(to).text())
                        .put("equivalent", unit)
                        .put("amount", amount(amount))
                        .put("description", note)
                        .build())));
    }

    private void pass() {
        if (clock.wallMs() < NOW_MS) {
            clock.pass(4 * 3_600_000L + 61_000);
        }
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    @Override
    public Wallet wallet() {
        return wallet;
    }

    @Override
    public String ownerName() {
        return called(ME);
    }

    @Override
    public String communityName() {
        return called("Riverside");
    }

    @Override
    public Optional<OwnHub> ownHub() {
        return Optional.of(ownHub);
    }

    @Override
    public Hubs hubs() {
        return hubs;
    }

    @Override
    public void close() throws IOException {
        journal.close();
        reader.close();
        node.close();
    }
}
