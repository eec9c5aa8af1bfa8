package org.tallystick.ui.community;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.FigureTile;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.fx.Rows;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.AdminAct;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.Reach;
import org.tallystick.wallet.OwnHub.State;
import org.tallystick.wallet.OwnHub.Wish;

/** Whether the hub serves and to whom, the form for it, and how much it does. On the thread of the screens. */
public final class ServingViewModel {

    private static final int MAX_NAME = 100;
    private static final int MAX_PORT = 65_535;

    /** What is going on. */
    public enum Mode {
        /** It does not serve. */
        OFF,
        /** It begins or ends. */
        WORKING,
        /** It serves. */
        SERVING
    }

    /** Who is to reach it. */
    public enum Who {
        /** Programs on this machine. */
        MACHINE,
        /** Everybody on this network. */
        NETWORK,
        /** Everybody, through a proxy. */
        PROXY;

        private Reach reach() {
            return Reach.valueOf(name());
        }
    }

    /**
     * That it serves.
     *
     * @param address how others reach it
     * @param reach who that is
     * @param warning what to think of; empty for nothing
     */
    public record Served(String address, String reach, String warning) {}

    private final OwnHub hub;
    private final Background background;
    private final Messages messages;
    private final CommunityWords words;
    private final OwnerActs acts;
    private final Runnable acted;
    private final HubFigures tiles;
    private final GuestsViewModel guests;

    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.OFF);
    private final ReadOnlyObjectWrapper<@Nullable Served> served = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Who> who = new SimpleObjectProperty<>(Who.MACHINE);
    private final StringProperty port = new SimpleStringProperty("");
    private final StringProperty url = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final BooleanProperty approval = new SimpleBooleanProperty(true);
    private final BooleanProperty again = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final Rows<FigureTile.Content> figures = new Rows<>();
    private @Nullable State known;
    private boolean filled;

    /** While the check box says what is not known to be done yet. */
    private boolean deciding;

    /**
     * Makes it.
     *
     * @param acted looks at the hub again
     */
    ServingViewModel(
            OwnHub hub,
            Background background,
            Messages messages,
            Times times,
            CommunityWords words,
            OwnerActs acts,
            Runnable acted) {
        this.hub = hub;
        this.background = background;
        this.messages = messages;
        this.words = words;
        this.acts = acts;
        this.acted = acted;
        this.tiles = new HubFigures(messages, times, words);
        this.guests = new GuestsViewModel(messages, times, this::act);
        who.addListener((property, before, now) -> problem.set(""));
    }

    void show(OwnHub.Snapshot now) {
        if (mode.get() != Mode.WORKING) {
            show(now.state());
        }
        if (mode.get() == Mode.SERVING && !deciding) {
            approval.set(now.approval());
        }
        figures.set(tiles.of(now.state(), now.figures()));
        guests.show(now);
    }

    private void show(State state) {
        if (state.equals(known)) {
            return;
        }
        known = state;
        Wish wish = state.wish();
        again.set(wish.again());
        if (!filled || state instanceof State.Serving) {
            fill(wish);
        }
        switch (state) {
            case State.Off _ -> {
                served.set(null);
                mode.set(Mode.OFF);
            }
            case State.Failed failed -> {
                served.set(null);
                problem.set(words.trouble(failed.why(), failed.wish().port()));
                mode.set(Mode.OFF);
            }
            case State.Serving serving -> {
                problem.set("");
                served.set(new Served(
                        serving.address().toString(),
                        messages.text("community.reach." + wish.reach().name() + ".now"),
                        wish.reach() == Reach.NETWORK ? messages.text("community.reach.plain") : ""));
                mode.set(Mode.SERVING);
            }
        }
    }

    private void fill(Wish wish) {
        filled = true;
        who.set(Who.valueOf(wish.reach().name()));
        port.set(Integer.toString(wish.port()));
        url.set(wish.url().map(URI::toString).orElse(""));
        name.set(wish.name());
        approval.set(wish.approval());
    }

    /** Begins to serve as the form says, or says what is wrong with it. */
    public void start() {
        if (mode.get() != Mode.OFF) {
            return;
        }
        Optional<Wish> wish = wish();
        if (wish.isPresent()) {
            problem.set("");
            work(() -> hub.start(wish.get()));
        }
    }

    private Optional<Wish> wish() {
        String wanted = port.get().strip();
        int number = wanted.matches("[0-9]{1,5}") ? Integer.parseInt(wanted) : -1;
        String called = name.get().strip();
        if (called.isEmpty() || called.codePointCount(0, called.length()) > MAX_NAME) {
            return wrong("community.problem.name");
        }
        if (number < 1 || number > MAX_PORT) {
            return wrong("community.problem.port");
        }
        Optional<URI> outside = who.get() == Who.PROXY ? outside(url.get().strip()) : Optional.empty();
        if (who.get() == Who.PROXY && outside.isEmpty()) {
            return wrong("community.problem.url");
        }
        return Optional.of(new Wish(who.get().reach(), number, outside, called, approval.get(), again.get()));
    }

    private Optional<Wish> wrong(String key) {
        problem.set(messages.text(key));
        return Optional.empty();
    }

    private static Optional<URI> outside(String text) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    /** Serves no more. */
    public void stop() {
        if (mode.get() == Mode.SERVING) {
            work(hub::stop);
        }
    }

    private void work(Callable<State> work) {
        mode.set(Mode.WORKING);
        background.run(work, this::worked, thrown -> {
            worked(hub.state());
            problem.set(words.trouble(OwnHub.Trouble.OTHER, 0));
        });
    }

    private void worked(State state) {
        mode.set(Mode.OFF);
        known = null;
        show(state);
        acted.run();
    }

    /** Remembers whether to serve at the next start, as the check box says. */
    public void rememberAgain() {
        boolean wanted = again.get();
        background.run(() -> hub.serveAgain(wanted), state -> known = state, thrown -> {
            again.set(!wanted);
            problem.set(words.trouble(OwnHub.Trouble.OTHER, 0));
        });
    }

    /** While it serves: whether newcomers wait is an act of the owner's; before, it is part of the form. */
    public void decideApproval() {
        if (mode.get() == Mode.SERVING) {
            deciding = true;
            act(
                    new AdminAct.Approval(approval.get()),
                    messages.text(approval.get() ? "community.approval.on" : "community.approval.off"));
        }
    }

    private void act(AdminAct act, String done) {
        said.set("");
        acts.act(act, why -> {
            deciding = false;
            problem.set(why);
            said.set(why.isEmpty() ? done : "");
        });
    }

    /** What is going on. */
    public ReadOnlyObjectProperty<Mode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /** That it serves, or null. */
    public ReadOnlyObjectProperty<@Nullable Served> servedProperty() {
        return served.getReadOnlyProperty();
    }

    /** Who is to reach it. */
    public ObjectProperty<Who> whoProperty() {
        return who;
    }

    /** What is typed for the port. */
    public StringProperty portProperty() {
        return port;
    }

    /** What is typed for the address behind a proxy. */
    public StringProperty urlProperty() {
        return url;
    }

    /** How it is to call itself. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Whether newcomers wait for approval. */
    public BooleanProperty approvalProperty() {
        return approval;
    }

    /** Whether to serve at the next start too. */
    public BooleanProperty againProperty() {
        return again;
    }

    /** What stands against it; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What was done, to be said for a while; empty for nothing. */
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** How much there is, and how fast it goes. */
    public ObservableList<FigureTile.Content> figures() {
        return figures.shown();
    }

    /** Who waits and who is connected. */
    public GuestsViewModel guests() {
        return guests;
    }
}
