package org.tallystick.ui.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.identity.Pid;
import org.tallystick.ui.activity.ProofCheckViewModel.Result;
import org.tallystick.ui.control.Fact;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Names;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.Hubs;
import org.tallystick.wallet.KnownHub;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Wallet;

/** Puts into words what a wallet says of a proof. Immutable; not on the JavaFX thread, since it asks how people are called. */
final class ProofCheckWords {

    private final Messages messages;
    private final Hubs hubs;
    private final Wallet wallet;

    ProofCheckWords(Messages messages, Hubs hubs, Wallet wallet) {
        this.messages = messages;
        this.hubs = hubs;
        this.wallet = wallet;
    }

    /** What could not be read at all. */
    Result unreadable() {
        return plain(Tone.WARNING, "unreadable");
    }

    /**
     * What the wallet says.
     *
     * @param shown the proof, where it is one
     */
    Result of(ProofAnswer answer, Optional<ShownProof> shown) {
        List<Fact> facts = shown.map(this::facts).orElse(List.of());
        return switch (answer) {
            case ProofAnswer.NoProof _ -> plain(Tone.WARNING, "noProof");
            case ProofAnswer.Invalid(ProofAnswer.Fault fault) ->
                new Result(
                        Tone.DANGER,
                        messages.text("proof.invalid"),
                        messages.text("proof.invalid." + fault.name()),
                        List.of(),
                        "",
                        "");
            case ProofAnswer.OtherHub(Pid hub) -> about(Tone.NEUTRAL, "otherHub", Names.brief(hub), facts);
            case ProofAnswer.NoPayment(Pid hub) -> about(Tone.NEUTRAL, "noPayment", name(hub), facts);
            case ProofAnswer.BetweenOthers(Pid hub) -> about(Tone.NEUTRAL, "others", name(hub), facts);
            case ProofAnswer.NotYet(Pid hub) -> about(Tone.HELD, "notYet", name(hub), facts);
            case ProofAnswer.Lost(Pid hub) -> about(Tone.WARNING, isHere(hub) ? "lostHere" : "lost", name(hub), facts);
            case ProofAnswer.InHistory history ->
                new Result(
                        Tone.OWED,
                        messages.text("proof.here"),
                        messages.text("proof.here.text", name(history.hub())),
                        facts,
                        "",
                        messages.text("proof.here.show", name(history.hub())));
            case ProofAnswer.Contradicts(Pid hub, String file) ->
                new Result(
                        Tone.DANGER,
                        messages.text("proof.contradicts", name(hub)),
                        messages.text(
                                file.isEmpty() ? "proof.contradicts.noFile" : "proof.contradicts.text", name(hub)),
                        facts,
                        file,
                        "");
        };
    }

    private Result plain(Tone tone, String key) {
        return new Result(
                tone, messages.text("proof." + key), messages.text("proof." + key + ".text"), List.of(), "", "");
    }

    private Result about(Tone tone, String key, String hub, List<Fact> facts) {
        return new Result(
                tone, messages.text("proof." + key, hub), messages.text("proof." + key + ".text", hub), facts, "", "");
    }

    private Optional<KnownHub> known(Pid hub) {
        return hubs.all().stream().filter(one -> one.pid().equals(hub)).findFirst();
    }

    private String name(Pid hub) {
        return known(hub).map(KnownHub::name).orElseGet(() -> Names.brief(hub));
    }

    private boolean isHere(Pid hub) {
        return known(hub).filter(KnownHub::here).isPresent();
    }

    private List<Fact> facts(ShownProof shown) {
        List<Fact> facts = new ArrayList<>();
        shown.payment().ifPresent(payment -> {
            facts.add(person("proof.from", payment.from(), shown.hub()));
            facts.add(person("proof.to", payment.to(), shown.hub()));
            facts.add(new Fact(messages.text("proof.amount"), payment.amount() + " " + payment.equivalent(), ""));
        });
        facts.add(new Fact(
                messages.text("proof.hub"), name(shown.hub()), shown.hub().text()));
        facts.add(new Fact(messages.text("activity.proof.block"), Figures.count(shown.height()), ""));
        return facts;
    }

    private Fact person(String label, Pid person, Pid hub) {
        return new Fact(
                messages.text(label),
                person.equals(wallet.me()) ? messages.text("pay.you") : called(person, hub),
                person.text());
    }

    /** As the hub that is shown calls them; of other hubs nobody is asked. */
    private String called(Pid person, Pid hub) {
        if (!hub.equals(hubs.active())) {
            return Names.brief(person);
        }
        try {
            return wallet.hub().person(person).map(Names::of).orElseGet(() -> Names.brief(person));
        } catch (HubUnreachable away) {
            return Names.brief(person);
        }
    }
}
