package org.tallystick.ui.words;

import java.util.Locale;
import java.util.OptionalLong;
import org.tallystick.ui.control.Figures;
import org.tallystick.ui.control.Tone;
import org.tallystick.ui.fx.Messages;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubState;

/** What is said of the hubs that an owner has. Any thread. */
public final class HubWords {

    private final Messages messages;
    private final Times times;

    /** Makes it. */
    public HubWords(Messages messages, Times times) {
        this.messages = messages;
        this.times = times;
    }

    /** A state in a word or two. */
    public String word(HubState state) {
        return messages.text("hubs.state." + key(state));
    }

    /** The same where it stands alone. */
    public String line(HubState state) {
        String word = word(state);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** The same as a sentence that says since when, and what one can do. */
    public String sentence(HubState state) {
        String key = "hubs.state." + key(state) + ".text";
        return switch (state) {
            case HubState.Syncing syncing -> messages.text(key, Figures.count(syncing.entries()));
            case HubState.Offline offline -> messages.text(key, times.brief(offline.sinceMs()));
            case HubState.Refused refused -> messages.text(keyOf(refused, key), refused.code());
            case HubState.Recovered recovered -> messages.text(key, recovered.epoch());
            case HubState.Connected _,
                    HubState.Connecting _,
                    HubState.Behind _,
                    HubState.Waiting _,
                    HubState.Stranger _,
                    HubState.Contradicting _ -> messages.text(key);
        };
    }

    /** What can be said of a refusal beyond its code. */
    private String keyOf(HubState.Refused refused, String usual) {
        String own = "hubs.state.refused." + refused.code() + ".text";
        return messages.has(own) ? own : usual;
    }

    /** How far a hub that lost blocks has them again; empty for one that lost none. */
    public String givenBack(GivenBack now) {
        if (now.lost() == 0) {
            return "";
        }
        return now.back() == now.lost()
                ? messages.text("hubs.givenBack.all", Figures.count(now.lost()))
                : messages.text("hubs.givenBack.some", Figures.count(now.lost()), Figures.count(now.back()));
    }

    /** How old is what one sees of a hub; empty where that goes without saying. */
    public String age(HubState state, OptionalLong seenAtMs) {
        if (state instanceof HubState.Connected) {
            return "";
        }
        return seenAtMs.isPresent()
                ? messages.text("hubs.seen", times.brief(seenAtMs.getAsLong()))
                : messages.text("hubs.seen.never");
    }

    /** Which colour a state has. */
    public static Tone tone(HubState state) {
        return switch (state) {
            case HubState.Connected _ -> Tone.OWED;
            case HubState.Syncing _, HubState.Waiting _ -> Tone.ACCENT;
            case HubState.Behind _, HubState.Recovered _ -> Tone.WARNING;
            case HubState.Connecting _, HubState.Offline _ -> Tone.HELD;
            case HubState.Refused _, HubState.Stranger _, HubState.Contradicting _ -> Tone.DANGER;
        };
    }

    private static String key(HubState state) {
        return switch (state) {
            case HubState.Connected _ -> "connected";
            case HubState.Connecting _ -> "connecting";
            case HubState.Syncing _ -> "syncing";
            case HubState.Behind _ -> "behind";
            case HubState.Offline offline -> offline.plainRefused() ? "plain" : "offline";
            case HubState.Waiting _ -> "waiting";
            case HubState.Refused _ -> "refused";
            case HubState.Recovered _ -> "recovered";
            case HubState.Stranger _ -> "stranger";
            case HubState.Contradicting _ -> "contradicting";
        };
    }
}
