package org.tallystick.ui.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.control.BalanceCard;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Tally;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.IntentWords;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.OwnerState;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/** Where I stand in each unit, what needs me, and what happened last. On the thread of the screens. */
public final class HomeViewModel {

    private static final int RECENT = 8;

    /**
     * Something that needs the owner.
     *
     * @param title what
     * @param text more of it
     * @param button what helps; empty for nothing to press
     */
    public record Need(String title, String text, String button) {}

    /**
     * Something that happened.
     *
     * @param content as it is drawn
     * @param seq by which activity finds it
     */
    public record Recent(ActivityRow.Content content, long seq) {}

    /** All that one look at the hub brings. */
    private record Look(Optional<Standing> standing, List<Activity> recent, List<Open> open) {}

    /** A payment that is not decided: it waits, and nothing of it was sent, or nobody knows yet. */
    private record Open(String what, long atMs, boolean waits) {}

    private final Wallet wallet;
    private final Background background;
    private final Messages messages;
    private final IntentWords intents;
    private final ActivityWords words;
    private final Times times;

    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyStringWrapper proven = new ReadOnlyStringWrapper("");
    private final ObservableList<BalanceCard.Content> cards = FXCollections.observableArrayList();
    private final ObservableList<BalanceCard.Content> shownCards = FXCollections.unmodifiableObservableList(cards);
    private final ObservableList<Recent> recent = FXCollections.observableArrayList();
    private final ObservableList<Recent> shownRecent = FXCollections.unmodifiableObservableList(recent);
    private final ObservableList<Need> needs = FXCollections.observableArrayList();
    private final ObservableList<Need> shownNeeds = FXCollections.unmodifiableObservableList(needs);
    private @Nullable Scope scope;
    private Runnable asking = () -> {};
    private HubReader.@Nullable Following following;

    /** Makes the screen of a wallet. */
    public HomeViewModel(Wallet wallet, Background background, Messages messages, ActivityWords words, Times times) {
        this.wallet = wallet;
        this.background = background;
        this.messages = messages;
        this.intents = new IntentWords(messages);
        this.words = words;
        this.times = times;
    }

    /** Looks, and looks again whenever something changes. */
    public void attach() {
        Scope shown = new Scope(background);
        Latest looks = new Latest(shown);
        scope = shown;
        Runnable look = () -> looks.run(
                this::look, this::show, thrown -> state.set(state.get().withoutAnswer()));
        asking = look;
        following = wallet.hub().follow(wallet.me(), () -> shown.soon(look));
        look.run();
    }

    /** Asks again, when the hub did not answer. */
    public void retry() {
        asking.run();
    }

    /** Stops looking. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        following = null;
        asking = () -> {};
    }

    private Look look() throws Exception {
        HubReader hub = wallet.hub();
        return new Look(
                hub.standing(wallet.me()),
                hub.activity(wallet.me(), Set.of(), "", OptionalLong.empty(), RECENT)
                        .entries(),
                open(wallet.state()));
    }

    private List<Open> open(OwnerState state) {
        return state.outbox().stream()
                .map(intent -> new Open(
                        intents.what(intent, namesAt(intent.hub())), intent.atMs(), state.isWaiting(intent.txId())))
                .toList();
    }

    /** A hub is asked only who its own people are; whom the owner pays elsewhere is not its business. */
    private Function<Pid, String> namesAt(Pid hub) {
        return hub.equals(wallet.hubPid()) ? this::called : Names::brief;
    }

    private String called(Pid person) {
        try {
            return wallet.hub().person(person).map(Names::of).orElseGet(() -> Names.brief(person));
        } catch (HubUnreachable away) {
            return Names.brief(person);
        }
    }

    private void show(Look look) {
        List<UnitStanding> units = look.standing().map(Standing::units).orElse(List.of());
        cards.setAll(units.stream().map(this::card).toList());
        recent.setAll(look.recent().stream()
                .map(activity -> new Recent(words.row(activity), activity.seq()))
                .toList());
        List<Need> now = new ArrayList<>();
        for (Open open : look.open()) {
            String key = open.waits() ? "home.need.waits" : "home.need.open";
            now.add(new Need(
                    messages.text(key, open.what()), messages.text(key + "Text", times.brief(open.atMs())), ""));
        }
        for (UnitStanding unit : units) {
            if (unit.receiveMinor() == 0) {
                String code = unit.unit().code();
                now.add(new Need(
                        messages.text("home.need.receive", code),
                        messages.text("home.need.receiveText", code),
                        messages.text("home.openLine")));
            }
        }
        needs.setAll(now);
        proven.set(look.standing()
                .map(standing -> messages.text("home.proven", Figures.count(standing.height())))
                .orElse(""));
        state.set(units.isEmpty() ? Availability.EMPTY : Availability.READY);
    }

    private BalanceCard.Content card(UnitStanding unit) {
        int precision = unit.unit().precision();
        long net = unit.netMinor();
        String netWords = messages.text(net > 0 ? "home.net.owed" : net < 0 ? "home.net.owe" : "home.net.even");
        Tally tally = Tally.of(unit.mayOweMinor(), unit.mayBeOwedMinor(), unit.owesMinor(), unit.owedMinor())
                .withHeld(unit.heldMinor());
        String mayOwe = messages.text("home.mayOwe", Figures.plain(unit.mayOweMinor(), precision));
        String mayBeOwed = messages.text("home.mayBeOwed", Figures.plain(unit.mayBeOwedMinor(), precision));
        String spoken = messages.text(
                "home.card.spoken",
                unit.unit().code(),
                Figures.balance(net, precision),
                Figures.plain(unit.spendMinor(), precision),
                Figures.plain(unit.receiveMinor(), precision));
        return new BalanceCard.Content(
                unit.unit().code(),
                "",
                tally,
                precision,
                netWords,
                mayOwe,
                mayBeOwed,
                List.of(
                        new BalanceCard.Pair(messages.text("home.iOwe"), unit.owesMinor(), Tone.OWE),
                        new BalanceCard.Pair(messages.text("home.iAmOwed"), unit.owedMinor(), Tone.OWED),
                        new BalanceCard.Pair(messages.text("home.canSpend"), unit.spendMinor(), Tone.NEUTRAL),
                        new BalanceCard.Pair(messages.text("home.canReceive"), unit.receiveMinor(), Tone.NEUTRAL)),
                Optional.empty(),
                spoken);
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far all of it is proven, as a sentence. */
    public ReadOnlyStringProperty provenProperty() {
        return proven.getReadOnlyProperty();
    }

    /** A card a unit. */
    public ObservableList<BalanceCard.Content> cards() {
        return shownCards;
    }

    /** What happened last, the latest first. */
    public ObservableList<Recent> recent() {
        return shownRecent;
    }

    /** What needs the owner. */
    public ObservableList<Need> needs() {
        return shownNeeds;
    }

    /** Today, as the top bar says it. */
    public String today() {
        return times.todayText();
    }
}
