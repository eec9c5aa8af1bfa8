package org.tallystick.sync.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NetworkHubs;
import org.tallystick.base.PassingClock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.LineTerms;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.OwnerEntry;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/**
 * The program's own wallet without its window, in a process of its own: does what a line of its input says and answers with a line.
 * The clock by which it waits is pushed while it waits, so that no back-off is waited out; the time of day is the machine's.
 */
public final class WalletChild {

    /** What is paid in. */
    public static final Unit HOUR = new Unit("HOUR", 2);

    private static final Constraints ANY = Constraints.of(Rooms.PAYMENT_LIMITS);
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long FIRST_PUSH_MS = 20;
    private static final long LAST_PUSH_MS = 1_000;

    private final PassingClock clock = new PassingClock(false);
    private final Machine machine = new Machine(clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));
    private final Path folder;
    private final String address;
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private OpenedWallet opened;
    private Wallet wallet;
    private HubReader hub;

    private WalletChild(Path folder, String address) {
        this.folder = folder;
        this.address = address;
    }

    /** What an owner tries, which may come to nothing. */
    private interface Try {

        /** Whether it is done. */
        boolean done() throws Exception;
    }

    /** Takes the folder, the hub's address and the owner's name. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        // What is logged is no answer.
        System.setOut(System.err);
        WalletChild child = new WalletChild(Path.of(args[0]), args[1]);
        child.begin(child.joined(child.folder, args[2]));
        try {
            out.println("ok " + child.wallet.me().text());
            child.serve(out);
        } finally {
            child.opened.close();
        }
    }

    private void begin(OpenedWallet now) {
        opened = now;
        wallet = now.wallet();
        hub = wallet.hub();
        // Both end with the wallet.
        HubReader.Following folded = hub.follow(wallet.me(), () -> changes.add("folded"));
        HubReader.Following moved = opened.hubs().follow(() -> changes.add("state"));
        assert folded != null && moved != null;
    }

    private LocalWallets home(Path place) {
        return new LocalWallets(place, machine, new NetworkHubs(machine));
    }

    /** Joins with the same words until the hub lets them in, as an owner would who presses the button again. */
    private OpenedWallet joined(Path place, String name) throws Exception {
        LocalWallets home = home(place);
        List<String> words = home.freshWords();
        OpenedWallet[] made = new OpenedWallet[1];
        await(name + " joins", () -> {
            if (home.look(address) instanceof HubLook.Found found
                    && home.make(name, words, new char[0], new WalletHome.Start.AtHub(found.offer(), false), step -> {})
                            instanceof WalletHome.Outcome.Opened(OpenedWallet now)) {
                made[0] = now;
            }
            return made[0] != null;
        });
        return made[0];
    }

    /** Somebody new joins and goes again; who they are, and what they see. */
    private String newcomer(String name) throws Exception {
        try (OpenedWallet theirs = joined(folder.resolveSibling(name), name)) {
            await(name + " has caught up", () -> isConnected(theirs));
            Wallet own = theirs.wallet();
            return "ok " + own.me().text() + "\t" + String.join("\t", seen(own.hub(), own.me()));
        }
    }

    private static boolean isConnected(OpenedWallet wallet) {
        return wallet.hubs().all().getFirst().state() instanceof HubState.Connected;
    }

    /** As after a new start of the program. */
    private void reopen() throws Exception {
        opened.close();
        if (home(folder).open(new char[0], step -> {}) instanceof WalletHome.Outcome.Opened(OpenedWallet now)) {
            begin(now);
        }
        await("it has caught up", () -> isConnected(opened));
    }

    private void serve(PrintStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer;
            try {
                answer = answer(line.split(" ", -1));
            } catch (Exception failed) {
                answer = "error " + failed;
            }
            out.println(answer);
        }
    }

    private String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "trust" -> trust(Pid.parse(words[1]), Long.parseLong(words[2]));
            case "close" -> close();
            case "reopen" -> reopen();
            case "newcomer" -> {
                return newcomer(words[1]);
            }
            case "push" -> {
                if (changes.poll(5, TimeUnit.MILLISECONDS) == null) {
                    clock.pass(Long.parseLong(words[1]));
                }
            }
            case "pay" -> {
                long sentNs = System.nanoTime();
                pay(Pid.parse(words[1]), Long.parseLong(words[2]), words.length > 3 ? words[3] : "for bread");
                return "ok " + sentNs + " " + System.nanoTime();
            }
            case "until" -> {
                return until(List.of(words).subList(1, words.length));
            }
            case "look" -> {
                return "ok " + String.join("\t", seen(hub, wallet.me()));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "ok";
    }

    private void trust(Pid other, long limitMinor) throws Exception {
        line(() -> wallet.openLine(other, HOUR, limitMinor, Policy.DEFAULT), () -> given().isPresent());
    }

    private void close() throws Exception {
        LineTerms line = given().orElseThrow(() -> new IllegalStateException("there is no line"));
        line(() -> wallet.closeLine(line.id()), () -> given().isEmpty());
    }

    private Optional<LineTerms> given() throws HubUnreachable {
        return hub.neighbours(wallet.me()).stream()
                .flatMap(one -> one.given().stream())
                .findFirst();
    }

    /** What nobody knows of is tried again; a second statement is refused where the first was done, and that is seen. */
    private void line(Supplier<LineResult> statement, Try there) throws Exception {
        boolean[] unclear = new boolean[1];
        await("a line", () -> {
            if (unclear[0] && there.done()) {
                return true;
            }
            return switch (statement.get()) {
                case LineResult.Done _ -> true;
                case LineResult.Unknown _ -> {
                    unclear[0] = true;
                    yield false;
                }
                case LineResult.Refused refused -> {
                    if (!unclear[0]) {
                        throw new IllegalStateException(refused.toString());
                    }
                    yield there.done();
                }
                case LineResult.Said _ -> throw new IllegalStateException("a hub with a history only says so");
            };
        });
    }

    private void pay(Pid other, long amountMinor, String note) throws Exception {
        PaymentResult first = wallet.pay(other, HOUR, amountMinor, Optional.of(note), ANY);
        isPaid(first);
        await("what is unclear becomes clear", () -> {
            for (PaymentResult result : wallet.sendWaiting()) {
                isPaid(result);
            }
            for (OwnerEntry.OutboxIntent intent : wallet.state().outbox()) {
                isPaid(wallet.sendAgain(intent.txId()));
            }
            return wallet.state().outbox().isEmpty();
        });
    }

    private static void isPaid(PaymentResult result) {
        if (!(result instanceof PaymentResult.Paid || result instanceof PaymentResult.Pending)) {
            throw new IllegalStateException(result.toString());
        }
    }

    /** Waits for {@code net=}, {@code lines=} and {@code payments=}. */
    private String until(List<String> wanted) throws Exception {
        await(wanted.toString(), () -> {
            return isConnected(opened)
                    && figures().entrySet().containsAll(parsed(wanted).entrySet());
        });
        return "ok";
    }

    private static Map<String, Long> parsed(List<String> wanted) {
        Map<String, Long> parsed = new TreeMap<>();
        for (String one : wanted) {
            int sign = one.indexOf('=');
            parsed.put(one.substring(0, sign), Long.parseLong(one.substring(sign + 1)));
        }
        return parsed;
    }

    private Map<String, Long> figures() throws HubUnreachable {
        List<UnitStanding> units =
                hub.standing(wallet.me()).map(Standing::units).orElse(List.of());
        long lines = hub.neighbours(wallet.me()).stream()
                .mapToLong(one ->
                        one.given().stream().count() + one.received().stream().count())
                .sum();
        long payments = all(hub, wallet.me()).stream()
                .filter(one -> one.what() instanceof Activity.Payment)
                .count();
        long netMinor = units.stream()
                .mapToLong(one -> one.owedMinor() - one.owesMinor())
                .sum();
        return Map.of("net", netMinor, "lines", lines, "payments", payments);
    }

    /** Waits for what the wallet does by itself, and pushes its clock, further and further. */
    private void await(String what, Try there) throws Exception {
        long endNs = System.nanoTime() + PATIENCE_NS;
        long pushMs = FIRST_PUSH_MS;
        while (!there.done()) {
            if (System.nanoTime() > endNs) {
                throw new IllegalStateException(
                        what + (opened == null ? "" : "; " + opened.hubs().all() + " " + figures()));
            }
            if (changes.poll(5, TimeUnit.MILLISECONDS) == null) {
                clock.pass(pushMs);
                pushMs = Math.min(LAST_PUSH_MS, pushMs * 3 / 2);
            }
        }
    }

    /** Everything that would be shown of somebody, as text: where they stand, with whom, and all that happened. */
    static List<String> seen(HubReader reader, Pid person) throws HubUnreachable {
        List<String> seen = new ArrayList<>();
        seen.add(reader.standing(person).map(Standing::units).toString());
        reader.neighbours(person).forEach(one -> seen.add(one.toString()));
        all(reader, person).forEach(one -> seen.add(one.toString()));
        return seen;
    }

    static List<Activity> all(HubReader reader, Pid person) throws HubUnreachable {
        List<Activity> all = new ArrayList<>();
        OptionalLong next = OptionalLong.empty();
        do {
            ActivityPage page = reader.activity(person, Set.of(), "", next, HubReader.MAX_PAGE);
            all.addAll(page.entries());
            next = page.next();
        } while (next.isPresent());
        return all;
    }
}
