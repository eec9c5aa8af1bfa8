package org.tallystick.ui.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ui.activity.ActivityDetailViewModel.DetailText;
import org.tallystick.ui.activity.ActivityDetailViewModel.Leg;
import org.tallystick.ui.control.Fact;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Person;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.ActivityWords;
import org.tallystick.ui.words.Names;
import org.tallystick.ui.words.Times;
import org.tallystick.ui.words.WayWords;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.Evidence;
import org.tallystick.wallet.Routes;

/** Puts details into words and checks their proof. Immutable; not on the JavaFX thread, since checking signatures takes time. */
final class ActivityDetails {

    private static final int ENDS = 8;

    private final Messages messages;
    private final ActivityWords words;
    private final Times times;
    private final WayWords wayWords;
    private final Person me;

    ActivityDetails(Messages messages, ActivityWords words, Times times, Person me) {
        this.messages = messages;
        this.words = words;
        this.times = times;
        this.wayWords = new WayWords(messages);
        this.me = me;
    }

    DetailText of(ActivityDetail detail, List<Routes.Way> ways) {
        Activity activity = detail.activity();
        Optional<Evidence> evidence = detail.evidence();
        boolean holds = evidence.map(Evidence::holds).orElse(false);
        String verdict = evidence.isEmpty() ? "none" : holds ? "verified" : "failed";
        return new DetailText(
                words.row(activity),
                messages.text("activity.detail.when", times.whole(activity.atMs())),
                activity.what() instanceof Activity.Payment payment
                        ? payment.note().orElse("")
                        : "",
                ways.isEmpty() || !(activity.what() instanceof Activity.Payment sent)
                        ? Optional.empty()
                        : Optional.of(wayWords.map(me, sent.other(), sent.amountMinor(), sent.unit(), ways)),
                detail.legs().stream().map(this::leg).toList(),
                holds,
                messages.text("activity.proof." + verdict),
                evidence.map(proof -> facts(activity, proof)).orElseGet(() -> idOf(activity)),
                evidence.map(Evidence::json).orElse(""),
                activity.height(),
                (int) Math.floorMod(activity.atMs() / 1_000, 60L));
    }

    private Leg leg(ActivityDetail.Leg leg) {
        String name = Names.of(leg.neighbour());
        return new Leg(
                leg.neighbour().pid().text(),
                leg.neighbour().name().orElse(""),
                messages.text(leg.changeMinor() < 0 ? "activity.leg.down" : "activity.leg.up", name),
                leg.changeMinor(),
                leg.unit().precision(),
                leg.unit().code());
    }

    private List<Fact> facts(Activity activity, Evidence evidence) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(messages.text("activity.proof.block"), Figures.count(evidence.height()), ""));
        facts.add(
                new Fact(messages.text("activity.proof.blockHash"), brief(evidence.blockHash()), evidence.blockHash()));
        facts.addAll(idOf(activity));
        facts.add(new Fact(
                messages.text("activity.proof.path"),
                messages.text(
                        evidence.holds() ? "activity.proof.pathGood" : "activity.proof.pathBad", evidence.pathSteps()),
                ""));
        String signers = evidence.signers().stream()
                .map(signer -> signer.text().equals(me.pid()) ? messages.text("pay.you") : Names.brief(signer))
                .reduce((one, other) -> one + ", " + other)
                .map(who -> messages.text("activity.proof.signedThenHub", who))
                .orElseGet(() -> messages.text("activity.proof.signedHub"));
        facts.add(new Fact(messages.text("activity.proof.signed"), evidence.holds() ? signers : "", ""));
        return facts;
    }

    private List<Fact> idOf(Activity activity) {
        return activity.txId().isEmpty()
                ? List.of()
                : List.of(new Fact(messages.text("activity.proof.id"), brief(activity.txId()), activity.txId()));
    }

    private static String brief(String text) {
        return text.length() <= 2 * ENDS + 1
                ? text
                : text.substring(0, ENDS) + "…" + text.substring(text.length() - ENDS);
    }
}
