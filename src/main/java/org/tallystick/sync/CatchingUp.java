package org.tallystick.sync;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.base.Clock;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.distrust.WordAtBlock;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * Fetches what is missing of the owner's own transactions, page by page in the order of the account's count, until the hub says that
 * there are no more; then holds the hub's signed word on the account against what was folded. One thread, which waits for the hub.
 */
final class CatchingUp {

    /** How many pages one turn fetches before it lets others know how far it came. */
    static final int PAGES_AT_ONCE = 50;

    /** A word is asked for so often, since each call counts at the hub and many payments may come in a minute. */
    static final long WORD_EVERY_MS = 30_000;

    private static final int WORDS_AT_ONCE = 3;

    private final Session session;
    private final Feed feed;
    private final Runnable folded;
    private final Clock clock;
    private boolean compared;
    private long comparedNs;

    /**
     * Makes it.
     *
     * @param session the owner's at the hub
     * @param feed takes the pages
     * @param folded called after each page that brought something, so that nobody waits for the rest
     * @param clock for how long ago a word was heard
     */
    CatchingUp(Session session, Feed feed, Runnable folded, Clock clock) {
        this.session = session;
        this.feed = feed;
        this.folded = folded;
        this.clock = clock;
    }

    /** Fetches until nothing is missing, or for one turn. */
    CaughtUp run() {
        int words = 0;
        for (int page = 0; page < PAGES_AT_ONCE; page++) {
            Step step = page();
            if (step.end().isPresent()) {
                return step.end().get();
            }
            if (step.complete()) {
                boolean fresh = compared && clock.monotonicNs() - comparedNs < WORD_EVERY_MS * 1_000_000;
                if (fresh && !feed.wantsWord()) {
                    return new CaughtUp.Current(feed.seq(), false);
                }
                Optional<CaughtUp> heard = compare();
                // What happened between the last page and the word is one more page.
                if (heard.isPresent() || ++words >= WORDS_AT_ONCE) {
                    return heard.orElseGet(CaughtUp.More::new);
                }
            }
        }
        return new CaughtUp.More();
    }

    /** A page that was folded, or what stopped. */
    private record Step(boolean complete, Optional<CaughtUp> end) {

        static Step stopped(CaughtUp end) {
            return new Step(false, Optional.of(end));
        }
    }

    private Step page() {
        long before = feed.seq();
        HubAnswer answer = ask(before, feed.newestHeight());
        if (answer instanceof HubAnswer.Refused refused && isUnknownHeight(refused)) {
            // The hub does not have the block that is known: what it has instead is for the feed to judge.
            answer = ask(before, OptionalLong.empty());
        }
        if (!(answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _))) {
            return Step.stopped(stopped(answer));
        }
        FeedPage page;
        try {
            page = FeedPage.parse(data);
        } catch (MalformedJson malformed) {
            return Step.stopped(new CaughtUp.Silent(HubAnswer.Why.NOT_UNDERSTOOD));
        }
        Applied applied = feed.apply(page);
        if (feed.seq() != before) {
            folded.run();
        }
        return switch (applied) {
            case Applied.Done done
            when !done.complete() && done.seq() <= before ->
                // Nothing came although there is more: asked at once it would be so for ever.
                Step.stopped(new CaughtUp.Unproven(Applied.Why.ORDER));
            case Applied.Done done -> new Step(done.complete(), Optional.empty());
            case Applied.Unproven unproven -> Step.stopped(new CaughtUp.Unproven(unproven.why()));
            case Applied.Unkept _ -> Step.stopped(new CaughtUp.Unkept());
            case Applied.NewEpoch begun -> Step.stopped(new CaughtUp.NewEpoch(begun.tip()));
            case Applied.Contradicted _ -> Step.stopped(new CaughtUp.Contradicted());
        };
    }

    private HubAnswer ask(long after, OptionalLong since) {
        HubCall call = HubCall.get("/transactions")
                .with("after", Long.toString(after))
                .with("limit", Integer.toString(FeedPage.MAX_ENTRIES))
                .upTo(FeedPage.MAX_BYTES);
        return session.ask(since.isPresent() ? call.with("since", Long.toString(since.getAsLong())) : call);
    }

    private static boolean isUnknownHeight(HubAnswer.Refused refused) {
        return refused.own()
                && refused.code().equals(ErrorCode.E015.name())
                && refused.details().containsKey("height");
    }

    /** Nothing where there is more to fetch first. */
    private Optional<CaughtUp> compare() {
        HubAnswer answer = session.ask(HubCall.get("/participants/me/statement"));
        if (!(answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _))) {
            return Optional.of(stopped(answer));
        }
        AccountWord word;
        try {
            word = AccountWord.fromJson(data);
        } catch (MalformedJson malformed) {
            return Optional.of(new CaughtUp.Silent(HubAnswer.Why.NOT_UNDERSTOOD));
        }
        return switch (feed.hear(word)) {
            case AGREES -> {
                compared = true;
                comparedNs = clock.monotonicNs();
                yield Optional.of(
                        feed.wantsWord() && contradictsWhatWasShown(word)
                                ? new CaughtUp.Contradicted()
                                : new CaughtUp.Current(feed.seq(), true));
            }
            case ANOTHER_COUNT -> Optional.empty();
            case NO_WORD -> Optional.of(new CaughtUp.Unproven(Applied.Why.SIGNATURE));
            case CONTRADICTS -> Optional.of(new CaughtUp.Contradicted());
        };
    }

    /** A hub with many blocks gives its word on a later one than the page had; that one is asked for by its height. */
    private boolean contradictsWhatWasShown(AccountWord word) {
        HubAnswer answer = session.ask(HubCall.get("/blocks/" + word.height()));
        if (!(answer instanceof HubAnswer.Said(int _, Json.Obj data, OptionalLong _))) {
            return false;
        }
        try {
            return WordAtBlock.of(word, SealedHeader.parse(data))
                    .filter(said -> feed.hear(said) == Feed.Heard.CONTRADICTS)
                    .isPresent();
        } catch (MalformedJson malformed) {
            return false;
        }
    }

    private static CaughtUp stopped(HubAnswer answer) {
        return switch (answer) {
            case HubAnswer.Unusable(HubAnswer.Why why) -> new CaughtUp.Silent(why);
            case HubAnswer.Refused(int _, String code, Map<String, String> details, boolean own, long retryAfterMs)
            when own -> new CaughtUp.Refused(code, details, retryAfterMs);
            // Something between refused, or what came has another shape.
            case HubAnswer.Refused _ -> new CaughtUp.Silent(HubAnswer.Why.NOT_NOW);
            case HubAnswer.Said _ -> new CaughtUp.Silent(HubAnswer.Why.NOT_UNDERSTOOD);
        };
    }
}
