package org.tallystick.ui.activity;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tallystick.ui.control.ActivityRow;
import org.tallystick.ui.control.Fact;
import org.tallystick.ui.control.RouteMap;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.ProofFile;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.Wallet;

/** One thing that happened, with all that is known of it and what proves it. On the thread of the screens. */
public final class ActivityDetailViewModel {

    /**
     * Details, ready to be drawn.
     *
     * @param content the line itself
     * @param when day and time
     * @param note what the payer wrote; empty for nothing
     * @param ways the ways that the owner's own payment took; nothing for anything else
     * @param legs what changed between neighbours
     * @param verified whether the proof holds
     * @param verdict the same in words
     * @param proof label and value, from the block to who signed
     * @param proofJson the whole proof, to be copied; empty where there is none
     * @param block the height of the block that it stands in
     * @param atSecond the second of the minute
     */
    public record DetailText(
            ActivityRow.Content content,
            String when,
            String note,
            Optional<RouteMap> ways,
            List<Leg> legs,
            boolean verified,
            String verdict,
            List<Fact> proof,
            String proofJson,
            long block,
            int atSecond) {

        /** Keeps unmodifiable copies. */
        public DetailText {
            legs = List.copyOf(legs);
            proof = List.copyOf(proof);
        }
    }

    /**
     * What changed between the owner and a neighbour.
     *
     * @param pid the neighbour's
     * @param name the neighbour's; empty for none
     * @param text as a sentence
     * @param amountMinor by how much, signed
     * @param precision decimals of the unit
     * @param unit its code
     */
    public record Leg(String pid, String name, String text, long amountMinor, int precision, String unit) {}

    private final Wallet wallet;
    private final Messages messages;
    private final ActivityDetails details;
    private final Consumer<String> say;
    private final ReadOnlyObjectWrapper<@Nullable DetailText> detail = new ReadOnlyObjectWrapper<>();
    private @Nullable Background shown;
    private @Nullable Latest selections;

    /**
     * Shows nothing yet.
     *
     * @param say tells for a while what was done
     */
    ActivityDetailViewModel(Wallet wallet, Messages messages, ActivityDetails details, Consumer<String> say) {
        this.wallet = wallet;
        this.messages = messages;
        this.details = details;
        this.say = say;
    }

    void attach(Background background) {
        leave();
        shown = background;
        selections = new Latest(background);
    }

    void detach() {
        shown = null;
        selections = null;
    }

    /** Shows nothing, nor what is still being looked for. */
    void leave() {
        Optional.ofNullable(selections).ifPresent(Latest::drop);
        detail.set(null);
    }

    /** Looks for all that is known of something. */
    void show(Activity activity) {
        Latest asked = selections;
        if (asked == null) {
            return;
        }
        asked.run(
                () -> {
                    Optional<ActivityDetail> found = wallet.hub().detail(wallet.me(), activity.place());
                    List<Routes.Way> ways = ways(activity);
                    return found.map(one -> details.of(one, ways));
                },
                found -> detail.set(found.orElse(null)),
                thrown -> detail.set(null));
    }

    /** The ways that the owner's own payment took; nobody else's are theirs to see. */
    private List<Routes.Way> ways(Activity activity) throws HubUnreachable {
        return activity.what() instanceof Activity.Payment payment && payment.sent()
                ? wallet.hub().ways(wallet.me(), activity.height(), activity.txId())
                : List.of();
    }

    /**
     * Writes the proof into a file, for others to check, and says so.
     *
     * @param file made anew
     */
    public void save(Path file) {
        Background background = shown;
        DetailText now = detail.get();
        if (background == null || now == null) {
            return;
        }
        String name = String.valueOf(file.getFileName());
        background.run(
                () -> {
                    ProofFile.write(file, now.proofJson());
                    return name;
                },
                written -> say.accept(messages.text("activity.proof.saved", name)),
                thrown -> say.accept(messages.text("activity.notSaved", name)));
    }

    /** What the file is called when nobody chooses another name. */
    public String fileName() {
        DetailText now = detail.get();
        return messages.text("activity.proof.fileName", now == null ? "" : Long.toString(now.block()));
    }

    /** Says that something of it is on the clipboard now. */
    public void copied(String what) {
        say.accept(messages.text("activity.copied", what));
    }

    /** The details, or null while nothing is shown. */
    public ReadOnlyObjectProperty<@Nullable DetailText> detailProperty() {
        return detail.getReadOnlyProperty();
    }
}
