package org.tallystick.ui.community;

import java.util.List;
import org.tallystick.ui.control.FigureTile;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Messages;
import org.tallystick.ui.words.Times;
import org.tallystick.wallet.OwnHub;
import org.tallystick.wallet.OwnHub.State;

/** How much there is at a hub and how fast it goes, as large figures. Immutable; any thread. */
final class HubFigures {

    private final Messages messages;
    private final Times times;
    private final CommunityWords words;

    HubFigures(Messages messages, Times times, CommunityWords words) {
        this.messages = messages;
        this.times = times;
        this.words = words;
    }

    /** All of them, in the order in which they stand. */
    List<FigureTile.Content> of(State state, OwnHub.Figures counted) {
        boolean serves = state instanceof State.Serving;
        long ago = Math.max(0, (times.nowMs() - counted.blockAtMs()) / 1_000);
        String none = messages.text("community.figure.none");
        int requests = counted.requestsOfTenSeconds();
        return List.of(
                tile(
                        "people",
                        Figures.count(counted.people()),
                        counted.waiting() == 0
                                ? messages.text("community.figure.people.active", Figures.count(counted.active()))
                                : messages.text(
                                        "community.figure.people.waiting",
                                        Figures.count(counted.active()),
                                        Figures.count(counted.waiting())),
                        Tone.NEUTRAL),
                tile(
                        "connected",
                        serves ? Figures.count(counted.connected()) : none,
                        serves ? messages.text("community.figure.connected.now") : notServing(),
                        Tone.NEUTRAL),
                tile(
                        "requests",
                        serves ? Figures.plain(requests, 1) : none,
                        serves
                                ? messages.text("community.figure.requests.all", Figures.count(counted.requests()))
                                : notServing(),
                        Tone.NEUTRAL),
                tile(
                        "lag",
                        Figures.count(counted.lagTransactions()),
                        messages.text(
                                counted.readOnly()
                                        ? "community.figure.lag.readOnly"
                                        : counted.lagTransactions() == 0
                                                ? "community.figure.lag.none"
                                                : "community.figure.lag.some"),
                        counted.readOnly() ? Tone.WARNING : counted.lagTransactions() == 0 ? Tone.OWED : Tone.NEUTRAL),
                tile(
                        "height",
                        Figures.count(counted.height()),
                        messages.text("community.figure.height.ago", words.duration(ago)),
                        Tone.NEUTRAL),
                tile(
                        "uptime",
                        serves ? words.duration(counted.uptimeSeconds()) : none,
                        serves
                                ? messages.text(
                                        "community.figure.uptime.since",
                                        times.brief(times.nowMs() - counted.uptimeSeconds() * 1_000))
                                : notServing(),
                        Tone.NEUTRAL));
    }

    private String notServing() {
        return messages.text("community.figure.off");
    }

    private FigureTile.Content tile(String key, String figure, String note, Tone tone) {
        return new FigureTile.Content(messages.text("community.figure." + key), figure, note, tone);
    }
}
