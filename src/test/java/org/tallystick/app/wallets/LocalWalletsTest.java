package org.tallystick.app.wallets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.Machine;
import org.tallystick.base.Randomness;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.feature.payment.PaymentLimits;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Policy;
import org.tallystick.node.SetClock;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.LineResult;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.OpenedWallet;
import org.tallystick.wallet.PaymentResult;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Unit;
import org.tallystick.wallet.Wallet;
import org.tallystick.wallet.WalletHome;
import org.tallystick.wallet.WalletHome.Outcome;
import org.tallystick.wallet.WalletHome.Start;
import org.tallystick.wallet.WalletHome.Step;

final class LocalWalletsTest {

    /** A Tuesday, 2026-09-22, half past ten in the evening. */
    private static final long NOW_MS = 1_790_116_200_000L;

    private static final Unit HOUR = new Unit("HOUR", 2);
    private static final Start TOWN = new Start.PracticeTown();
    private static final Start OWN = new Start.OwnCommunity("Riverside", HOUR);
    private static final Constraints ANY = Constraints.of(PaymentLimits.DEFAULT);

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(NOW_MS);
    private final Machine machine = new Machine(clock, Randomness.system(), () -> new KdfProfile(8, 1, 1));

    private LocalWallets home(String name) {
        return new LocalWallets(temp.resolve(name), machine, 1, new NoFarHubs(machine.clock()));
    }

    private static char[] secret() {
        return "correct horse".toCharArray();
    }

    private static OpenedWallet opened(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Opened.class);
        return ((Outcome.Opened) outcome).wallet();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static void unheard(Step step) {
        assertThat(step).isNotNull();
    }

    @Test
    void aLockedWalletIsSetAsideWholeButNeverWhileItIsOpen() throws Exception {
        WalletHome home = home("locked");
        try (OpenedWallet wallet = opened(home.make("Zora", home.freshWords(), secret(), OWN, step -> {}))) {
            assertThat(wallet.ownerName()).isEqualTo("Zora");
            assertThatThrownBy(home::setAside).isInstanceOf(IOException.class).hasMessageContaining("has it open");
        }
        String where = home.setAside();
        assertThat(home.found()).isEqualTo(new WalletHome.Found.Nothing());
        assertThat(where).endsWith("locked.aside-20260922-223000");
        opened(new LocalWallets(Path.of(where), machine, 1, new NoFarHubs(machine.clock())).open(secret(), step -> {}))
                .close();
        opened(home.make("Zora", home.freshWords(), secret(), OWN, step -> {})).close();
    }

    @Test
    void inThePracticeTownANewcomerCanPaySomebodyFarAwayAtOnce() throws Exception {
        WalletHome home = home("town");
        assertThat(home.found()).isEqualTo(new WalletHome.Found.Nothing());
        List<Step> steps = new ArrayList<>();
        char[] password = secret();
        Pid me;
        try (OpenedWallet wallet = opened(home.make("Zora", home.freshWords(), password, TOWN, steps::add))) {
            me = wallet.wallet().me();
            assertThat(steps).containsExactly(Step.KEYS, Step.COMMUNITY, Step.CHECKING, Step.JOINING);
            assertThat(password).containsOnly('\0');
            assertThat(wallet.ownerName()).isEqualTo("Zora");
            assertThat(wallet.wallet().hub().status().practice()).isTrue();
            assertThat(wallet.wallet().hub().neighbours(me))
                    .hasSizeBetween(3, 5)
                    .allSatisfy(neighbour -> {
                        assertThat(neighbour.spendMinor()).isPositive();
                        assertThat(neighbour.person().name()).isPresent();
                    });
            payFarAway(wallet.wallet());
        }
        assertThat(home.found()).isEqualTo(new WalletHome.Found.Wallet("Zora", true));
        assertThat(files()).containsExactly("town");
        assertThat(home.open("wrong".toCharArray(), LocalWalletsTest::unheard)).isEqualTo(new Outcome.WrongPassword());
        assertThat(home.open(new char[0], LocalWalletsTest::unheard)).isEqualTo(new Outcome.WrongPassword());
        clock.pass(60_000);
        try (OpenedWallet again = opened(home.open(secret(), LocalWalletsTest::unheard))) {
            assertThat(again.wallet().me()).isEqualTo(me);
            ActivityPage page =
                    again.wallet().hub().activity(me, Set.of(Activity.Kind.PAYMENT), "", OptionalLong.empty(), 10);
            assertThat(page.entries()).hasSize(1);
        }
    }

    private static void payFarAway(Wallet wallet) throws Exception {
        Optional<PersonCard> far = Optional.empty();
        for (PersonCard person : wallet.hub().find("", 100)) {
            if (!person.pid().equals(wallet.me())
                    && wallet.hub().routes(wallet.me(), person.pid(), HOUR, 50, ANY) instanceof Routes.Found found
                    && found.ways().getFirst().people().size() >= 4) {
                far = Optional.of(person);
            }
        }
        assertThat(far).isPresent();
        assertThat(wallet.pay(far.get().pid(), HOUR, 50, Optional.of("hello"), ANY))
                .isInstanceOf(PaymentResult.Paid.class);
    }

    @Test
    void aCommunityOfOnesOwnBeginsWithItsOwnerAndItsUnit() throws Exception {
        WalletHome home = home("own");
        try (OpenedWallet wallet =
                opened(home.make("Zora", home.freshWords(), new char[0], OWN, LocalWalletsTest::unheard))) {
            assertThat(wallet.communityName()).isEqualTo("Riverside");
            assertThat(wallet.wallet().hub().units()).containsExactly(HOUR);
            assertThat(wallet.wallet().hub().status().practice()).isFalse();
            assertThat(wallet.wallet().hub().find("zo", 5))
                    .containsExactly(new PersonCard(wallet.wallet().me(), Optional.of("Zora"), true));
            List<Neighbour> none =
                    wallet.wallet().hub().neighbours(wallet.wallet().me());
            assertThat(none).isEmpty();
            assertThat(wallet.wallet().openLine(wallet.wallet().me(), HOUR, 100, Policy.DEFAULT))
                    .isInstanceOf(LineResult.Refused.class);
        }
        assertThat(home.found()).isEqualTo(new WalletHome.Found.Wallet("Zora", false));
        opened(home.open(new char[0], LocalWalletsTest::unheard)).close();
    }

    @Test
    void theSameWordsGiveTheSamePidElsewhere() throws Exception {
        WalletHome one = home("one");
        List<String> words = one.freshWords();
        assertThat(words).hasSize(12);
        try (OpenedWallet first = opened(one.make("Zora", words, secret(), OWN, LocalWalletsTest::unheard));
                OpenedWallet second =
                        opened(home("two").make("Z.", words, new char[0], OWN, LocalWalletsTest::unheard))) {
            assertThat(second.wallet().me()).isEqualTo(first.wallet().me());
            assertThat(second.wallet().hub().status().hub())
                    .isNotEqualTo(first.wallet().hub().status().hub());
        }
    }

    @Test
    void aMakingThatStopsLeavesNothing() throws Exception {
        WalletHome home = home("stopped");
        for (Step step : List.of(Step.KEYS, Step.COMMUNITY, Step.CHECKING)) {
            assertThatThrownBy(() -> home.make("Zora", home.freshWords(), secret(), OWN, reached -> {
                        if (reached == step) {
                            throw new IllegalStateException("the window was closed");
                        }
                    }))
                    .as(step.name())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(files()).as(step.name()).isEmpty();
            assertThat(home.found()).isEqualTo(new WalletHome.Found.Nothing());
        }
        assertThat(home.make("", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(home.make("Zora", List.of("zoo", "zoo"), secret(), OWN, LocalWalletsTest::unheard))
                .isInstanceOf(Outcome.Failed.class);
        Start noUnit = new Start.OwnCommunity("Riverside", new Unit("hours", 2));
        assertThat(home.make("Zora", home.freshWords(), secret(), noUnit, LocalWalletsTest::unheard))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatAProcessThatIsGoneLeftIsDeletedAndWhatIsThereIsNot() throws Exception {
        Files.createDirectories(temp.resolve("home.making-999999999/wallet"));
        Files.createDirectories(temp.resolve("home.making-of"));
        WalletHome home = home("home");
        opened(home.make("Zora", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))
                .close();
        assertThat(files()).containsExactly("home", "home.making-of");
        assertThat(home.make("Yara", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))
                .isEqualTo(new Outcome.Exists());
        assertThat(home.found()).isEqualTo(new WalletHome.Found.Wallet("Zora", true));
        Files.writeString(Files.createDirectory(temp.resolve("photos")).resolve("a.txt"), "a");
        assertThat(home("photos").make("Zora", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(temp.resolve("photos/a.txt")).exists();
    }

    @Test
    void aSecondWindowLearnsThatTheWalletIsInUse() throws Exception {
        WalletHome home = home("home");
        try (OpenedWallet _ = opened(home.make("Zora", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))) {
            assertThat(home.open(secret(), LocalWalletsTest::unheard)).isInstanceOf(Outcome.InUse.class);
        }
        opened(home.open(secret(), LocalWalletsTest::unheard)).close();
    }

    @Test
    void whatIsDamagedIsNamedAndNothingStaysOpen() throws Exception {
        WalletHome home = home("home");
        opened(home.make("Zora", home.freshWords(), secret(), OWN, LocalWalletsTest::unheard))
                .close();
        Path persons = temp.resolve("home/community/persons.keys");
        byte[] whole = Files.readAllBytes(persons);
        Files.delete(persons);
        assertThat(home.open(secret(), LocalWalletsTest::unheard))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.what()).contains("community/persons.keys"));
        Files.write(persons, whole);
        opened(home.open(secret(), LocalWalletsTest::unheard)).close();
        assertThat(home("nowhere").open(secret(), LocalWalletsTest::unheard)).isInstanceOf(Outcome.Failed.class);
    }
}
