package org.tallystick.ui.people;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.QrPicture;
import org.tallystick.ui.control.HubTile;
import org.tallystick.ui.control.Sentence;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.OfferWords;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;

/**
 * Finding a hub by what somebody types, pastes, or has as a picture, and saying what it is before anything is joined. On the thread
 * of the screens.
 */
public final class HubFinderViewModel {

    /**
     * A hub that was found, in words.
     *
     * @param look its tile; a hub has no colour of its own before it is joined
     * @param sentence what one is about to join
     * @param warnings what is unusual, the gravest first
     * @param asksYes whether the owner has to say yes to that
     */
    public record Shown(HubTile.Look look, Sentence sentence, List<String> warnings, boolean asksYes) {

        /** Keeps an unmodifiable copy. */
        public Shown {
            warnings = List.copyOf(warnings);
        }
    }

    private static final int NO_COLOUR = 7;
    private static final int LONGEST = 2_048;

    private final Function<String, HubLook> looker;
    private final Background background;
    private final Latest looks;
    private final Messages messages;
    private final OfferWords words;
    private final boolean moving;
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty yes = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private Optional<HubOffer> offer = Optional.empty();

    /**
     * Makes the finder.
     *
     * @param looker looks what stands behind a text; waits
     * @param background where that happens
     */
    public HubFinderViewModel(Function<String, HubLook> looker, Background background, Messages messages) {
        this(looker, background, messages, false);
    }

    /**
     * As {@link #HubFinderViewModel(Function, Background, Messages)}, also for a hub that one is at already.
     *
     * @param moving whether it is another address that is looked for, and not a hub to join
     */
    public HubFinderViewModel(
            Function<String, HubLook> looker, Background background, Messages messages, boolean moving) {
        this.moving = moving;
        this.looker = looker;
        this.background = background;
        this.looks = new Latest(background);
        this.messages = messages;
        this.words = new OfferWords(messages);
        text.addListener((property, before, now) -> forgetFound());
        yes.addListener((property, before, now) -> problem.set(""));
    }

    private void forgetFound() {
        offer = Optional.empty();
        shown.set(null);
        yes.set(false);
        problem.set("");
        looking.set(false);
    }

    /** Begins anew. */
    public void clear() {
        text.set("");
        forgetFound();
    }

    /** Looks what stands behind the text. */
    public void look() {
        String wanted = text.get().strip();
        forgetFound();
        if (wanted.isEmpty()) {
            problem.set(messages.text("hubs.look.noAddress"));
            return;
        }
        looking.set(true);
        looks.run(
                () -> looker.apply(wanted),
                look -> {
                    if (text.get().strip().equals(wanted)) {
                        looking.set(false);
                        show(look);
                    }
                },
                thrown -> {
                    if (text.get().strip().equals(wanted)) {
                        looking.set(false);
                        problem.set(messages.text("hubs.look.silent", wanted));
                    }
                });
    }

    private void show(HubLook look) {
        problem.set(words.lookProblem(look));
        if (look instanceof HubLook.Found(HubOffer found)) {
            offer = Optional.of(found);
            shown.set(new Shown(
                    new HubTile.Look(found.pid().text(), found.called(), NO_COLOUR),
                    moving ? words.place(found) : words.offer(found),
                    words.warnings(found),
                    found.needsYes()));
        }
    }

    /** Looks what stands behind a text that was pasted or scanned. */
    public void take(String given) {
        String stripped = given.strip();
        if (stripped.isEmpty()) {
            problem.set(messages.text("hubs.paste.nothing"));
            return;
        }
        text.set(stripped.substring(0, Math.min(stripped.length(), LONGEST)));
        look();
    }

    /**
     * Looks what stands behind the QR code of a picture.
     *
     * @param argb its pixels, row by row
     * @param width pixels in a row; 0 for a picture that could not be read
     */
    public void picture(int[] argb, int width) {
        if (width <= 0 || argb.length == 0 || argb.length > QrPicture.MAX_PIXELS) {
            problem.set(messages.text("hubs.picture.unreadable"));
            return;
        }
        looking.set(true);
        background.run(
                () -> QrPicture.read(argb, width),
                found -> {
                    looking.set(false);
                    if (found.isPresent()) {
                        take(found.get());
                    } else {
                        problem.set(messages.text("hubs.picture.noCode"));
                    }
                },
                thrown -> {
                    looking.set(false);
                    problem.set(messages.text("hubs.picture.unreadable"));
                });
    }

    /** Says that a picture is too large to be looked at. */
    public void tooLarge() {
        problem.set(messages.text("hubs.picture.large"));
    }

    /**
     * The hub that was found, if the owner may go on with it; says what is missing else. What nobody looked at yet is looked at first, so
     * that one knows where one goes.
     */
    public Optional<HubOffer> agreed() {
        Shown now = shown.get();
        if (now == null || offer.isEmpty()) {
            if (!looking.get()) {
                look();
            }
            return Optional.empty();
        }
        if (now.asksYes() && !yes.get()) {
            problem.set(messages.text("hubs.join.needsYes"));
            return Optional.empty();
        }
        return offer;
    }

    /** What the hub that was found is called; empty before. */
    public String called() {
        return offer.map(HubOffer::called).orElse("");
    }

    /** Says what stands against it. */
    public void say(String what) {
        problem.set(what);
    }

    /** What somebody types. */
    public StringProperty textProperty() {
        return text;
    }

    /** Whether the owner says yes to what is unusual. */
    public BooleanProperty yesProperty() {
        return yes;
    }

    /** Whether it is being looked for. */
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    /** What stands against it, as a sentence; empty for nothing. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The hub that was found; null before. */
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
