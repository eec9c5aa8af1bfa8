package org.tallystick.ui.community;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Availability;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Scope;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.OwnHub;

/** The own node as a hub, in four sections; looks at it again and again while it is shown. On the thread of the screens. */
public final class CommunityViewModel {

    /** What there is to see. */
    public enum Section {
        /** Whether it serves, how much it does, who is connected and who waits. */
        HUB,
        /** Everybody. */
        PEOPLE,
        /** What people count in. */
        UNITS,
        /** Who governed. */
        LOG
    }

    private final OwnHub hub;
    private final Background background;
    private final Messages messages;
    private final ServingViewModel serving;
    private final PeopleViewModel people;
    private final UnitsViewModel units;
    private final LogViewModel log;
    private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.HUB);
    private final ReadOnlyObjectWrapper<Availability> state = new ReadOnlyObjectWrapper<>(Availability.LOADING);
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lack = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Integer> waiting = new ReadOnlyObjectWrapper<>(0);
    private @Nullable Scope scope;
    private @Nullable Latest looks;
    private HubReader.@Nullable Following following;

    /**
     * Makes the screen of a hub.
     *
     * @param me the owner
     * @param ownerName what the owner is called
     */
    public CommunityViewModel(
            OwnHub hub, Pid me, String ownerName, Background background, Messages messages, Times times) {
        this.hub = hub;
        this.background = background;
        this.messages = messages;
        CommunityWords words = new CommunityWords(messages, me);
        OwnerActs acts = new OwnerActs(hub, background, words, this::look);
        this.serving = new ServingViewModel(hub, background, messages, times, words, acts, this::look);
        this.people = new PeopleViewModel(hub, me, ownerName, background, messages, times, words, acts);
        this.units = new UnitsViewModel(acts, messages);
        this.log = new LogViewModel(hub, times, words, background);
    }

    /** Looks, and looks again whenever something changes. */
    public void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        looks = new Latest(shown);
        following = hub.follow(() -> shown.soon(this::news));
        look();
    }

    /** Stops looking. */
    public void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        looks = null;
        following = null;
    }

    private void news() {
        look();
        people.news();
        log.news();
    }

    /** Looks once more; called every few seconds while the screen is shown, and when somebody asks once more. */
    public void look() {
        Latest asked = looks;
        if (asked != null) {
            asked.run(hub::snapshot, this::show, thrown -> state.set(state.get().withoutAnswer()));
        }
    }

    private void show(OwnHub.Snapshot now) {
        serving.show(now);
        units.show(now.units(), now.governs());
        people.setGoverns(now.governs());
        waiting.set(now.figures().waiting());
        subtitle.set(now.name());
        lack.set(now.governs() ? "" : messages.text("community.notAdmin"));
        state.set(Availability.READY);
    }

    /** Whether it serves, and what it does. */
    public ServingViewModel serving() {
        return serving;
    }

    /** Everybody. */
    public PeopleViewModel people() {
        return people;
    }

    /** What people count in. */
    public UnitsViewModel units() {
        return units;
    }

    /** Who governed. */
    public LogViewModel log() {
        return log;
    }

    /** Which section is shown; may be set. */
    public ObjectProperty<Section> sectionProperty() {
        return section;
    }

    /** What there is to show. */
    public ReadOnlyObjectProperty<Availability> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How the hub calls itself. */
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /** Why the owner can only look; empty when they may decide. */
    public ReadOnlyStringProperty lackProperty() {
        return lack.getReadOnlyProperty();
    }

    /** How many wait for approval. */
    public ReadOnlyObjectProperty<Integer> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }
}
