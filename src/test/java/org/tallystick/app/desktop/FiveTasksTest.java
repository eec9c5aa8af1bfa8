package org.tallystick.app.desktop;

import static javafx.scene.input.KeyCode.A;
import static javafx.scene.input.KeyCode.ALT;
import static javafx.scene.input.KeyCode.CONTROL;
import static javafx.scene.input.KeyCode.DIGIT2;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.DOWN;
import static javafx.scene.input.KeyCode.ENTER;
import static javafx.scene.input.KeyCode.ESCAPE;
import static javafx.scene.input.KeyCode.SHIFT;
import static javafx.scene.input.KeyCode.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.app.Rooms;
import org.tallystick.app.wallets.LocalWallets;
import org.tallystick.app.wallets.NoFarHubs;
import org.tallystick.base.Clock;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.ui.Headless;
import org.tallystick.ui.Keyboard;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;

/** What people come for, done with the keys alone in the program's own window, over real files and threads. */
class FiveTasksTest {

    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Constraints ANY = Constraints.of(Rooms.PAYMENT_LIMITS);
    private static final String PASSWORD = "Green heron, 7 reeds";

    /** Lets the five tasks share one town: each has its own copy of the folder. */
    @TempDir
    static Path prepared;

    @TempDir
    Path temp;

    private LocalWallets home = home(Path.of("."));

    private static Machine machine() {
        return new Machine(Clock.system(), Randomness.system(), () -> new KdfProfile(8, 1, 1));
    }

    private static LocalWallets home(Path folder) {
        return new LocalWallets(folder, machine(), 1, new NoFarHubs(machine().clock()));
    }

    @BeforeAll
    static void makeATownInWhichSomebodyHasPaid() throws Exception {
        Headless.start();
        LocalWallets town = home(prepared.resolve("town"));
        WalletHome.Outcome made =
                town.make("Zora", town.freshWords(), new char[0], new WalletHome.Start.PracticeTown(), step -> {});
        assertThat(made).isInstanceOf(WalletHome.Outcome.Opened.class);
        try (OpenedWallet opened = ((WalletHome.Outcome.Opened) made).wallet()) {
            Wallet wallet = opened.wallet();
            Pid payee = farAway(wallet).pid();
            for (String note : List.of("two loaves", "blue paint", "a ladder for May")) {
                assertThat(wallet.pay(payee, HOUR, 25, Optional.of(note), ANY)).isInstanceOf(PaymentResult.Paid.class);
            }
        }
    }

    @BeforeEach
    void setOut() {
        home = home(temp.resolve("wallet"));
    }

    private RunningWindow windowOfNobody(String script) {
        return new RunningWindow(script, home, home(temp.resolve("practice")), machine());
    }

    private RunningWindow windowInTown(String script) throws IOException {
        Path from = prepared.resolve("town");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, temp.resolve("wallet").resolve(from.relativize(file)));
            }
        }
        return windowOfNobody(script);
    }

    /** Somebody whom exactly one way over three hops leads to, and whose name the keys can type. */
    private static PersonCard farAway(Wallet wallet) throws HubUnreachable {
        for (PersonCard person : typable(wallet)) {
            if (wallet.hub().routes(wallet.me(), person.pid(), HOUR, 150, ANY) instanceof Routes.Found found
                    && found.ways().size() == 1
                    && found.ways().getFirst().people().size() == 4) {
                return person;
            }
        }
        throw new AssertionError("nobody is three hops away");
    }

    private static List<PersonCard> typable(Wallet wallet) throws HubUnreachable {
        return wallet.hub().find("", 100).stream()
                .filter(person -> !person.pid().equals(wallet.me()))
                .filter(person -> person.name().orElse("").matches("[A-Za-z ]+"))
                .toList();
    }

    /** Types a name and presses Enter at once, before it can be known who is called so. */
    private static void take(Keyboard keys, PersonCard person) {
        keys.type(person.name().orElseThrow());
        keys.press(ENTER);
    }

    private static void nameAndPassword(RunningWindow window) {
        Keyboard keys = window.keys;
        keys.untilFocused(window.text("welcome.name.label"));
        keys.type("Zora Bell");
        keys.press(TAB);
        keys.untilFocused(window.text("welcome.password.label"));
        keys.type(PASSWORD);
        keys.press(TAB);
        keys.type(PASSWORD);
        keys.press(ENTER);
    }

    private static void community(RunningWindow window) {
        Keyboard keys = window.keys;
        keys.untilFocused(window.text("hubs.address"));
        keys.press(SHIFT, TAB);
        keys.press(DOWN);
        keys.tabTo(window.text("welcome.place.name"));
        keys.type("Riverside");
        keys.press(ENTER);
        keys.untilShown(window.text("home.empty.title"));
    }

    private void opensWithItsPassword(Pid owner) throws IOException {
        assertThat(home.open(new char[0], step -> {})).isInstanceOf(WalletHome.Outcome.WrongPassword.class);
        WalletHome.Outcome outcome = home.open(PASSWORD.toCharArray(), step -> {});
        assertThat(outcome).isInstanceOf(WalletHome.Outcome.Opened.class);
        try (OpenedWallet again = ((WalletHome.Outcome.Opened) outcome).wallet()) {
            assertThat(again.wallet().me()).isEqualTo(owner);
            assertThat(again.ownerName()).isEqualTo("Zora Bell");
            assertThat(again.communityName()).isEqualTo("Riverside");
        }
    }

    @Test
    void aWalletIsMade() throws Exception {
        Pid owner;
        try (RunningWindow window = windowOfNobody("Making a wallet")) {
            Keyboard keys = window.keys;
            keys.untilFocused(window.text("welcome.choose.invited"));
            keys.tabTo(window.text("welcome.choose.new"));
            keys.press(ENTER);
            nameAndPassword(window);
            keys.untilFocused(window.text("welcome.words.next"));
            List<String> words = wordsOnThePaper(keys);
            assertThat(words).hasSize(12);
            keys.press(ENTER);
            keys.untilShown(window.text("welcome.check.title"));
            // One is wrong at first; going back shows the words again, and what was typed stays.
            for (int answer = 0; answer < 3; answer++) {
                if (answer > 0) {
                    keys.press(TAB);
                }
                keys.type(answer == 0 ? "wrong" : askedWord(keys, words));
            }
            keys.press(ENTER);
            keys.untilShown("Look at your paper");
            keys.press(ESCAPE);
            keys.untilFocused(window.text("welcome.words.next"));
            assertThat(wordsOnThePaper(keys)).isEqualTo(words);
            keys.press(ENTER);
            keys.untilShown(window.text("welcome.check.title"));
            keys.press(CONTROL, A);
            keys.type(askedWord(keys, words));
            keys.press(ENTER);
            community(window);
            owner = window.wallet().me();
        }
        opensWithItsPassword(owner);
    }

    /** The word whose number the field with the focus asks for. */
    private static String askedWord(Keyboard keys, List<String> words) {
        return words.get(Integer.parseInt(keys.focused().replaceAll("\\D", "")) - 1);
    }

    /** What stands in the boxes, in their order. */
    private static List<String> wordsOnThePaper(Keyboard keys) {
        return Headless.onFx(() -> keys.shownNow(Label.class)
                .filter(label -> label.getParent().getStyleClass().contains("word"))
                .map(Label::getText)
                .filter(text -> text.matches("[a-z]+"))
                .toList());
    }

    @Test
    void aWalletIsRestoredFromItsWords() throws Exception {
        LocalWallets old = home(temp.resolve("old"));
        List<String> words = old.freshWords();
        Pid owner;
        WalletHome.Outcome made =
                old.make("Zora", words, new char[0], new WalletHome.Start.OwnCommunity("Elsewhere", HOUR), step -> {});
        try (OpenedWallet lost = ((WalletHome.Outcome.Opened) made).wallet()) {
            owner = lost.wallet().me();
        }
        try (RunningWindow window = windowOfNobody("Restoring a wallet")) {
            Keyboard keys = window.keys;
            keys.untilFocused(window.text("welcome.choose.invited"));
            keys.tabTo(window.text("welcome.choose.restore"));
            keys.press(ENTER);
            keys.untilFocused(window.text("welcome.restore.title"));
            keys.type(String.join(" ", words));
            keys.press(TAB);
            keys.press(ENTER);
            nameAndPassword(window);
            community(window);
            assertThat(window.wallet().me()).isEqualTo(owner);
        }
        opensWithItsPassword(owner);
    }

    @Test
    void aLineOfTrustIsOpened() throws Exception {
        try (RunningWindow window = windowInTown("Opening a line")) {
            Keyboard keys = window.keys;
            keys.untilShown(window.text("home.recent"));
            Wallet wallet = window.wallet();
            Set<Pid> known = Set.copyOf(wallet.hub().neighbours(wallet.me()).stream()
                    .map(neighbour -> neighbour.person().pid())
                    .toList());
            PersonCard whom = typable(wallet).stream()
                    .filter(person -> !known.contains(person.pid()))
                    .findFirst()
                    .orElseThrow();
            // Down the rail, instead of Alt and a digit.
            keys.tabTo(window.text("shell.home"));
            keys.press(DOWN);
            keys.press(DOWN);
            keys.press(ENTER);
            keys.untilFocused(window.text("trust.search"));
            keys.tabTo(window.text("trust.open"));
            keys.press(ENTER);
            keys.untilFocused(window.text("trust.edit.person"));
            // Whom there are lines with is offered a moment later, and is one more stop on the way back.
            keys.until(
                    "neighbours are offered",
                    () -> keys.shownNow(ListView.class)
                            .anyMatch(list -> list.getStyleClass().contains("candidates")
                                    && !list.getItems().isEmpty()));
            // The limit first: choosing the person by Enter must not sign the line as well.
            keys.press(TAB);
            keys.tabTo(window.text("trust.edit.limit"));
            keys.type("12.50");
            keys.press(SHIFT, TAB);
            keys.untilFocused(window.text("trust.edit.person"));
            keys.press(SHIFT, TAB);
            keys.untilFocused(window.text("trust.edit.person"));
            keys.type(whom.name().orElseThrow());
            keys.until(
                    "they are offered",
                    () -> keys.shownNow(ListView.class)
                            .anyMatch(list -> list.getStyleClass().contains("candidates")
                                    && list.getItems().size() == 1));
            keys.press(DOWN);
            keys.press(ENTER);
            keys.untilFocused(window.text("trust.edit.limit"));
            keys.untilShown(whom.name().orElseThrow() + " may owe you up to 12.50");
            assertThat(wallet.hub().neighbours(wallet.me()))
                    .extracting(Neighbour::person)
                    .doesNotContain(whom);
            keys.press(ENTER);
            keys.untilShown(window.text("trust.change"));
            keys.untilShown(window.text("home.mayBeOwed", "12.50"));
            Neighbour now = wallet.hub().neighbours(wallet.me()).stream()
                    .filter(neighbour -> neighbour.person().equals(whom))
                    .findFirst()
                    .orElseThrow();
            assertThat(now.mayBeOwedMinor()).isEqualTo(1_250);
        }
    }

    @Test
    void somebodyIsPaidOverThreeHops() throws Exception {
        try (RunningWindow window = windowInTown("Paying over three hops")) {
            Keyboard keys = window.keys;
            keys.untilShown(window.text("home.recent"));
            Wallet wallet = window.wallet();
            PersonCard payee = farAway(wallet);
            String name = payee.name().orElseThrow();
            keys.press(ALT, DIGIT2);
            keys.untilFocused(window.text("pay.to"));
            take(keys, payee);
            keys.untilFocused(window.text("pay.amount"));
            keys.type("1.50");
            keys.untilShown(window.text("pay.ways.one"));
            keys.untilShown(name + " receives 1.50 HOUR from you");
            keys.tabTo(window.text("pay.note"));
            keys.type("an evening of Dutch");
            keys.tabTo(window.text("pay.button", "1.50 HOUR"));
            keys.press(ENTER);
            keys.untilShown(window.text("pay.paid.sentence", name, "1.50 HOUR"));
            keys.untilShown("The proof was checked here");
            keys.untilFocused(window.text("pay.again"));
            assertThat(payments(wallet, "dutch")).singleElement().satisfies(payment -> {
                assertThat(payment.other()).isEqualTo(payee);
                assertThat(payment.amountMinor()).isEqualTo(150);
            });
            keys.press(SHIFT, TAB);
            keys.untilFocused(window.text("pay.show"));
            keys.press(ENTER);
            keys.untilFocused(window.text("activity.search"));
            keys.untilShown("an evening of Dutch");
        }
    }

    private static List<Activity.Payment> payments(Wallet wallet, String text) throws HubUnreachable {
        return wallet
                .hub()
                .activity(wallet.me(), Set.of(Activity.Kind.PAYMENT), text, OptionalLong.empty(), 10)
                .entries()
                .stream()
                .map(activity -> (Activity.Payment) activity.what())
                .toList();
    }

    @Test
    void aPaymentIsFound() throws Exception {
        try (RunningWindow window = windowInTown("Finding a payment")) {
            Keyboard keys = window.keys;
            keys.untilShown(window.text("home.recent"));
            keys.press(ALT, DIGIT4);
            keys.untilFocused(window.text("activity.search"));
            keys.untilShown("two loaves");
            keys.type("ladd");
            keys.until(
                    "nothing else is shown",
                    () -> keys.shownNow(ListView.class)
                            .allMatch(list -> list.getItems().size() == 2));
            assertThat(keys.shown()).anyMatch(text -> text.contains("a ladder for May"));
            keys.press(DOWN);
            keys.untilShown(window.text("activity.proof.verified"));
            assertThat(keys.shown()).contains(window.text("activity.legs"), window.text("activity.copyProof"));
            keys.tabTo(window.text("activity.copyProof"));
        }
    }
}
