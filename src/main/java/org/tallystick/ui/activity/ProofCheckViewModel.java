package org.tallystick.ui.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.Pid;
import org.tallystick.ui.control.Fact;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Background;
import org.tallystick.ui.fx.Latest;
import org.tallystick.ui.fx.Scope;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.AtHub;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ProofFile;
import org.tallystick.wallet.ShownProof;

/**
 * Whether what somebody else can prove stands in the owner's history: a proof from a file or the clipboard, and what the wallet says of
 * it. What is not known yet is asked again when there is news of a hub. On the thread of the screens; files and proofs are read elsewhere.
 */
public final class ProofCheckViewModel {

    /**
     * What came of it, in words.
     *
     * @param tone how good that is
     * @param verdict in a few words
     * @param meaning what it means, and what one can do
     * @param facts what the proof shows, as far as it holds
     * @param evidence the file that shows how a hub contradicts itself; empty for none
     * @param show the button that leads to it; empty where it leads nowhere
     */
    public record Result(Tone tone, String verdict, String meaning, List<Fact> facts, String evidence, String show) {

        /** Keeps an unmodifiable copy. */
        public Result {
            facts = List.copyOf(facts);
        }
    }

    /** What was read, what the wallet says of it, and that in words. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Answered(byte[] read, ProofAnswer answer, Result result) {}

    private final ProofCheckWords words;
    private final Hubs hubs;
    private final Background background;
    private final Consumer<Activity> here;
    private final BiConsumer<AtHub, Activity> elsewhere;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private Optional<ProofAnswer> answer = Optional.empty();
    private byte[] proof = new byte[0];
    private @Nullable Scope scope;
    private @Nullable Latest checks;
    private HubReader.@Nullable Following following;

    /**
     * Makes it; closed.
     *
     * @param hubs hold proofs against their histories
     * @param here shows what stands in the history at the hub that is shown
     * @param elsewhere the same at another hub, which is shown from then on
     */
    ProofCheckViewModel(
            ProofCheckWords words,
            Hubs hubs,
            Background background,
            Consumer<Activity> here,
            BiConsumer<AtHub, Activity> elsewhere) {
        this.words = words;
        this.hubs = hubs;
        this.background = background;
        this.here = here;
        this.elsewhere = elsewhere;
    }

    void attach() {
        Scope shown = new Scope(background);
        scope = shown;
        checks = new Latest(shown);
        working.set(false);
        following = hubs.follow(() -> shown.soon(this::checkAgain));
    }

    void detach() {
        Optional.ofNullable(scope).ifPresent(Scope::close);
        Optional.ofNullable(following).ifPresent(HubReader.Following::close);
        scope = null;
        checks = null;
        following = null;
    }

    /** Shows it, with nothing checked yet. */
    void open() {
        forget();
        open.set(true);
    }

    /** Hides it. */
    public void close() {
        open.set(false);
        forget();
    }

    private void forget() {
        answer = Optional.empty();
        proof = new byte[0];
        result.set(null);
        working.set(false);
    }

    /** Checks a proof that is in a file. */
    public void check(Path file) {
        check(() -> ProofFile.read(file));
    }

    /** Checks a proof that was copied. */
    public void check(String text) {
        if (text.length() > ShownProof.MAX_BYTES) {
            check(() -> new byte[0]);
        } else {
            check(() -> text.getBytes(UTF_8));
        }
    }

    private void check(Callable<byte[]> source) {
        Latest asked = checks;
        if (asked == null) {
            return;
        }
        forget();
        working.set(true);
        asked.run(() -> answer(source.call()), this::tell, thrown -> {
            working.set(false);
            result.set(words.unreadable());
        });
    }

    private Answered answer(byte[] read) throws Exception {
        ProofAnswer said = hubs.check(read);
        return new Answered(read, said, words.of(said, ShownProof.read(read)));
    }

    private void checkAgain() {
        Latest asked = checks;
        if (asked != null && answer.filter(ProofAnswer.NotYet.class::isInstance).isPresent()) {
            byte[] waiting = proof;
            asked.run(() -> answer(waiting), this::tell, thrown -> result.set(words.unreadable()));
        }
    }

    private void tell(Answered answered) {
        working.set(false);
        if (!open.get()) {
            return;
        }
        proof = answered.read();
        answer = Optional.of(answered.answer());
        if (answered.answer() instanceof ProofAnswer.InHistory(Pid hub, Activity activity)
                && hub.equals(hubs.active())) {
            here.accept(activity);
        }
        result.set(answered.result());
    }

    /** Shows what stands in the history at another hub. */
    public void show() {
        Scope shown = scope;
        if (shown != null && answer.orElse(null) instanceof ProofAnswer.InHistory(Pid hub, Activity activity)) {
            shown.run(
                    () -> hubs.open(hub),
                    opened -> elsewhere.accept(opened, activity),
                    thrown -> result.set(words.unreadable()));
        }
    }

    /** Whether it is shown. */
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** Whether a proof is being checked. */
    public ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** What came of it; null before. */
    public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }
}
