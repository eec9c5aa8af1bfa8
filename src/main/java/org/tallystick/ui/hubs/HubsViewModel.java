package org.tallystick.ui.hubs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.people.HubFinderViewModel;
import org.tallystick.ui.words.HubWords;
import org.tallystick.ui.words.OfferWords;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.Wallet;

/** The owner's hubs, the one that is looked at, and a form for one more. On the thread of the screens. */
public final class HubsViewModel {

    /** What stands beside the list. */
    public enum Side {
        /** The hub that is selected. */
        DETAIL,
        /** The form for one more. */
        ADD
    }

    /**
     * A hub in the list.
     *
     * @param pid the hub's
     * @param look its tile
     * @param caption how old is what one sees, or where it is
     * @param state in a word or two
     * @param tone of that
     * @param active whether its wallet is shown
     * @param spoken all of it, for those who hear
     */
    public record Row(
            String pid, HubTile.Look look, String caption, String state, Tone tone, boolean active, String spoken) {}

    private final Hubs hubs;
    private final Background background;
    private final Messages messages;
    private final HubWords words;
    private final OfferWords offers;
    private final HubFinderViewModel finder;
    private final HubDetailViewModel detail;
    private final Rows<Row> rows = new Rows<>();
    private final ReadOnlyObjectWrapper<Side> side = new ReadOnlyObjectWrapper<>(Side.DETAIL);
    private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper joining = new ReadOnlyBooleanWrapper();
    private @Nullable Pid selected;
    private @Nullable Scope scope;
    private HubReader.@Nullable Following following;

    /**
     * Makes the screen.
     *
     * @param hubs the owner's
     * @param wallet of the hub that is shown now
     * @param switched gets the hub that is to be shown from now on
     */
    public HubsViewModel(
            Hubs hubs, Wallet wallet, Background background, Messages messages, Times times, Consumer<AtHub> switched) {
        this.hubs = hubs;
        this.background = background;
        this.messages = messages;
        this.words = new HubWords(messages, times);
        this.offers = new OfferWords(messages);
        this.finder = new HubFinderViewModel(hubs::look, background, messages);
        this.detail = new HubDetailViewModel(hubs, wallet, background, messages, times, switched, this::say);
    }

    /** Begins to follow the hubs. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        following = hubs.follow(() -> shown.soon(this::look));
        look();
    }

    /** Ends it. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        following = null;
        news.set("");
    }

    private void look() {
        List<KnownHub> all = hubs.all();
        Pid active = hubs.active();
        Optional<KnownHub> wanted =
                all.stream().filter(hub -> hub.pid().equals(selected)).findFirst();
        KnownHub now = wanted.or(() ->
                        all.stream().filter(hub -> hub.pid().equals(active)).findFirst())
                .orElseThrow();
        selected = now.pid();
        // Whoever hears of new rows asks which one is selected.
        rows.set(all.stream().map(hub -> row(hub, hub.pid().equals(active))).toList());
        detail.show(now, now.pid().equals(active));
    }

    private Row row(KnownHub hub, boolean active) {
        String place = hub.here() ? messages.text("hubs.here") : hub.address().replaceFirst("^https?://", "");
        String age = words.age(hub.state(), hub.seenAtMs());
        String state = words.word(hub.state());
        String spoken = messages.text(active ? "hubs.row.active" : "hubs.row", hub.name(), state, place);
        return new Row(
                hub.pid().text(),
                lookOf(hub),
                age.isEmpty() ? place : age,
                state,
                HubWords.tone(hub.state()),
                active,
                spoken);
    }

    static HubTile.Look lookOf(KnownHub hub) {
        return new HubTile.Look(hub.pid().text(), hub.name(), hub.colour());
    }

    private void say(String what) {
        news.set("");
        news.set(what);
        look();
    }

    /** Looks at a hub of the list. */
    public void select(Row row) {
        side.set(Side.DETAIL);
        hubs.all().stream()
                .filter(hub -> hub.pid().text().equals(row.pid()))
                .findFirst()
                .ifPresent(hub -> {
                    if (!hub.pid().equals(selected)) {
                        detail.rest();
                    }
                    selected = hub.pid();
                    detail.show(hub, hub.pid().equals(hubs.active()));
                });
    }

    /** The row that is looked at. */
    public Optional<Row> selectedRow() {
        Pid now = selected;
        return rows().stream()
                .filter(row -> now != null && row.pid().equals(now.text()))
                .findFirst();
    }

    /** Shows the form for one more hub. */
    public void add() {
        finder.clear();
        side.set(Side.ADD);
    }

    /** Goes back to the hub that was looked at. */
    public void cancelAdd() {
        finder.clear();
        side.set(Side.DETAIL);
    }

    /** Joins the hub that was found, if the owner said what there is to say. */
    public void join() {
        if (joining.get()) {
            return;
        }
        finder.agreed().ifPresent(this::join);
    }

    private void join(HubOffer offer) {
        boolean yes = finder.yesProperty().get();
        joining.set(true);
        background.run(
                () -> hubs.join(offer, yes),
                outcome -> {
                    joining.set(false);
                    after(outcome, offer);
                },
                thrown -> {
                    joining.set(false);
                    finder.say(messages.text("hubs.join.silent", offer.called()));
                });
    }

    private void after(HubJoining outcome, HubOffer offer) {
        Optional<KnownHub> joined = switch (outcome) {
            case HubJoining.Joined done -> Optional.of(done.hub());
            case HubJoining.WaitsForApproval waits -> Optional.of(waits.hub());
            case HubJoining.NeedsYes _,
                    HubJoining.Refused _,
                    HubJoining.Silent _,
                    HubJoining.AnotherHub _,
                    HubJoining.NotWritten _ -> Optional.empty();
        };
        if (joined.isEmpty()) {
            finder.say(offers.joinProblem(outcome, offer.called()));
            return;
        }
        selected = joined.get().pid();
        cancelAdd();
        boolean waits = outcome instanceof HubJoining.WaitsForApproval;
        say(messages.text(
                waits ? "hubs.joined.waits" : "hubs.joined", joined.get().name()));
        if (joined.get().pid().equals(hubs.active())) {
            detail.openAnew();
        }
    }

    /** The hubs. */
    public ObservableList<Row> rows() {
        return rows.shown();
    }

    /** What stands beside them. */
    public ReadOnlyObjectProperty<Side> sideProperty() {
        return side.getReadOnlyProperty();
    }

    /** Whether a hub is being joined. */
    public ReadOnlyBooleanProperty joiningProperty() {
        return joining.getReadOnlyProperty();
    }

    /** What was done, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty newsProperty() {
        return news.getReadOnlyProperty();
    }

    /** Finds one more. */
    public HubFinderViewModel finder() {
        return finder;
    }

    /** The hub that is looked at. */
    public HubDetailViewModel detail() {
        return detail;
    }
}
