package org.tallystick.ui.hubs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Part;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.words.HubWords;
import org.tallystick.ui.words.OfferWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubDialect;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLeaving;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.UnitStanding;
import org.tallystick.wallet.Wallet;

/** One of the owner's hubs: how it is, what is owed there, its name, its address, leaving it. On the thread of the screens. */
public final class HubDetailViewModel {

    /** What one is doing with it. */
    public enum Doing {
        /** Looking. */
        LOOKING,
        /** Giving it another address. */
        MOVING,
        /** Leaving it. */
        LEAVING
    }

    /**
     * How a hub is.
     *
     * @param pid the hub's
     * @param look its tile
     * @param state in a word or two
     * @param tone of that
     * @param meaning what that means, and what one can do
     * @param age when it was last in step; empty where that goes without saying
     * @param givenBack how far it has again what it lost; empty where it lost nothing
     * @param dialect what a hub of another dialect cannot do; empty for one of ours
     * @param address where it is; empty where it is this program
     * @param evidence the file that shows how it contradicts itself; empty for none
     * @param active whether its wallet is shown
     * @param elsewhere whether it is not this program, so that it can be moved and left
     * @param canRetry whether it makes sense to ask it again
     */
    public record Detail(
            String pid,
            HubTile.Look look,
            String state,
            Tone tone,
            String meaning,
            String age,
            String givenBack,
            String dialect,
            String address,
            String evidence,
            boolean active,
            boolean elsewhere,
            boolean canRetry) {}

    /**
     * Where one stands in one unit.
     *
     * @param code the unit's
     * @param netMinor what others owe minus what one owes
     * @param precision its decimals
     */
    public record UnitRow(String code, long netMinor, int precision) {}

    private final Hubs hubs;
    private final Background background;
    private final Messages messages;
    private final HubWords words;
    private final OfferWords offers;
    private final Consumer<AtHub> switched;
    private final Consumer<String> done;
    private final Latest asking;
    private final HubFinderViewModel mover;
    private final OutboxViewModel outbox;
    private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
    private final Rows<UnitRow> units = new Rows<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(Doing.LOOKING);
    private final ReadOnlyObjectWrapper<@Nullable Sentence> leaving = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private @Nullable KnownHub hub;
    private boolean evenSo;

    HubDetailViewModel(
            Hubs hubs,
            Wallet wallet,
            Background background,
            Messages messages,
            Times times,
            Consumer<AtHub> switched,
            Consumer<String> done) {
        this.hubs = hubs;
        this.background = background;
        this.messages = messages;
        this.words = new HubWords(messages, times);
        this.offers = new OfferWords(messages);
        this.switched = switched;
        this.done = done;
        this.asking = new Latest(background);
        this.mover = new HubFinderViewModel(hubs::look, background, messages, true);
        this.outbox = new OutboxViewModel(hubs, wallet, background, messages, times);
        name.addListener((property, before, now) -> problem.set(""));
    }

    void show(KnownHub now, boolean active) {
        KnownHub before = hub;
        boolean another = before == null || !before.pid().equals(now.pid());
        boolean named = before == null || another || !before.name().equals(now.name());
        hub = now;
        if (another) {
            problem.set("");
            units.set(List.of());
        }
        if (named) {
            name.set(now.name());
        }
        String evidence = now.state() instanceof HubState.Contradicting bad ? bad.evidenceFile() : "";
        detail.set(new Detail(
                now.pid().text(),
                HubsViewModel.lookOf(now),
                words.word(now.state()),
                HubWords.tone(now.state()),
                words.sentence(now.state()),
                words.age(now.state(), now.seenAtMs()),
                words.givenBack(hubs.givenBack(now.pid())),
                now.dialect() == HubDialect.REFERENCE ? messages.text("hubs.offer.reference") : "",
                now.address(),
                evidence,
                active,
                !now.here(),
                !now.here() && !(now.state() instanceof HubState.Contradicting)));
        outbox.show(now.pid(), active);
        ask(now);
    }

    private void ask(KnownHub now) {
        asking.run(
                () -> hubs.standings(now.pid()),
                standings -> {
                    if (isShown(now)) {
                        units.set(standings.stream()
                                .map(one -> new UnitRow(
                                        one.unit().code(),
                                        one.netMinor(),
                                        one.unit().precision()))
                                .toList());
                    }
                },
                thrown -> {
                    if (isShown(now)) {
                        units.set(List.of());
                    }
                });
    }

    private boolean isShown(KnownHub asked) {
        KnownHub now = hub;
        return now != null && now.pid().equals(asked.pid());
    }

    private KnownHub now() {
        KnownHub now = hub;
        if (now == null) {
            throw new IllegalStateException("Nothing is shown yet");
        }
        return now;
    }

    /** Shows the wallet at this hub from now on. */
    public void open() {
        open(now());
    }

    private void open(KnownHub wanted) {
        work(() -> hubs.open(wanted.pid()), switched, "hubs.open.failed", wanted);
    }

    /** What was done has ended the wallet that the window shows; the one that is to be shown now takes its place. */
    void openAnew() {
        Pid active = hubs.active();
        hubs.all().stream().filter(one -> one.pid().equals(active)).findFirst().ifPresent(this::open);
    }

    /** Tries to reach the hub now. */
    public void retry() {
        KnownHub wanted = now();
        work(
                () -> {
                    hubs.retry(wanted.pid());
                    return wanted;
                },
                asked -> done.accept(messages.text("hubs.retried", asked.name())),
                "hubs.retry.failed",
                wanted);
    }

    /** Gives the hub the name that was typed. */
    public void rename() {
        KnownHub wanted = now();
        String called = name.get().strip();
        if (!JoinedHub.isName(called)) {
            problem.set(messages.text("hubs.name.problem"));
        } else if (!called.equals(wanted.name())) {
            work(
                    () -> {
                        hubs.rename(wanted.pid(), called);
                        return called;
                    },
                    now -> done.accept(messages.text("hubs.renamed", now)),
                    "hubs.notWritten",
                    wanted);
        }
    }

    /** Shows the form for another address. */
    public void askMove() {
        mover.clear();
        doing.set(Doing.MOVING);
    }

    /** Goes to the address that was found. */
    public void move() {
        KnownHub wanted = now();
        mover.agreed().ifPresent(offer -> {
            if (offer.pid().equals(wanted.pid())) {
                move(wanted, offer);
            } else {
                mover.say(messages.text("hubs.move.another", wanted.name(), offer.called()));
            }
        });
    }

    private void move(KnownHub wanted, HubOffer offer) {
        boolean yes = mover.yesProperty().get();
        work(
                () -> hubs.move(wanted.pid(), offer, yes),
                outcome -> {
                    boolean moved =
                            outcome instanceof HubJoining.Joined || outcome instanceof HubJoining.WaitsForApproval;
                    if (moved) {
                        rest();
                        done.accept(messages.text("hubs.moved", wanted.name(), offer.address()));
                        if (wanted.pid().equals(hubs.active())) {
                            openAnew();
                        }
                    } else {
                        mover.say(offers.joinProblem(outcome, wanted.name()));
                    }
                },
                "hubs.notWritten",
                wanted);
    }

    /** Asks whether the hub is to be left, and says what that means. */
    public void askLeave() {
        evenSo = false;
        warning.set("");
        leaving.set(Sentence.of(messages.pattern("hubs.leave.sentence"), Part.bold(now().name())));
        doing.set(Doing.LEAVING);
    }

    /** Leaves it; what stands against that is said first, and asked once more. */
    public void leave() {
        KnownHub wanted = now();
        boolean even = evenSo;
        boolean shown = wanted.pid().equals(hubs.active());
        work(() -> hubs.leave(wanted.pid(), even), outcome -> after(outcome, wanted, shown), "hubs.notWritten", wanted);
    }

    private void after(HubLeaving outcome, KnownHub left, boolean shown) {
        switch (outcome) {
            case HubLeaving.Left _ -> {
                rest();
                done.accept(messages.text("hubs.left", left.name()));
                if (shown) {
                    openAnew();
                }
            }
            case HubLeaving.DebtsOpen debts -> warn(messages.text("hubs.leave.debts", amounts(debts.open())));
            case HubLeaving.PaymentsOpen open -> warn(messages.text("hubs.leave.payments", open.payments()));
            case HubLeaving.Silent _ -> warn(messages.text("hubs.leave.silent", left.name()));
            case HubLeaving.NotThis _ -> {
                rest();
                problem.set(messages.text("hubs.leave.notThis"));
            }
            case HubLeaving.NotWritten not -> problem.set(messages.text("hubs.join.notWritten", not.what()));
        }
    }

    private void warn(String what) {
        evenSo = true;
        warning.set(what);
    }

    private String amounts(List<UnitStanding> open) {
        return open.stream()
                .map(one -> Figures.balance(one.netMinor(), one.unit().precision()) + " "
                        + one.unit().code())
                .collect(Collectors.joining(", "));
    }

    /** Does nothing of it. */
    public void rest() {
        evenSo = false;
        warning.set("");
        problem.set("");
        leaving.set(null);
        mover.clear();
        doing.set(Doing.LOOKING);
    }

    private <T> void work(Callable<T> work, Consumer<T> after, String failed, KnownHub wanted) {
        if (working.get()) {
            return;
        }
        working.set(true);
        problem.set("");
        background.run(
                work,
                result -> {
                    working.set(false);
                    after.accept(result);
                },
                thrown -> {
                    working.set(false);
                    problem.set(messages.text(failed, wanted.name()));
                });
    }

    /** The hub that is looked at; null before anything is. */
    public ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** Where one stands there. */
    public ObservableList<UnitRow> units() {
        return units.shown();
    }

    /** What it is to be called. */
    public StringProperty nameProperty() {
        return name;
    }

    /** What one is doing with it. */
    public ReadOnlyObjectProperty<Doing> doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /** What leaving means; null while nobody asks. */
    public ReadOnlyObjectProperty<@Nullable Sentence> leavingProperty() {
        return leaving.getReadOnlyProperty();
    }

    /** What stands against leaving; empty for nothing. */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /** What went wrong; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether something is being done. */
    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** Finds the other address. */
    public HubFinderViewModel mover() {
        return mover;
    }

    /** What is on its way to this hub. */
    public OutboxViewModel outbox() {
        return outbox;
    }
}
