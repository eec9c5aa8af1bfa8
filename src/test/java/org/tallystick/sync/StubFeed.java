package org.tallystick.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.tallystick.base.Json;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Signature;
import org.tallystick.node.block.BlockHeader;
import org.tallystick.wallet.distrust.AccountWord;
import org.tallystick.wallet.replica.Applied;
import org.tallystick.wallet.replica.FeedPage;
import org.tallystick.wallet.replica.Lost;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * A feed that only counts, and pages that only have a count: what they would prove is tried elsewhere. Each page of it holds at most
 * two transactions.
 */
final class StubFeed implements Feed {

    private static final int PAGE = 2;

    private volatile long seq;
    private volatile long height = -1;
    private volatile Heard heard = Heard.AGREES;
    private volatile Function<FeedPage, Applied> judge = page -> new Applied.Done(0, 0, false);
    private volatile boolean judged;
    private volatile List<Lost> lost = List.of();
    private volatile int mostLost;
    volatile boolean settled;
    final java.util.concurrent.atomic.AtomicInteger begunAnew = new java.util.concurrent.atomic.AtomicInteger();

    final List<Long> pages = new ArrayList<>();

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public OptionalLong newestHeight() {
        return height < 0 ? OptionalLong.empty() : OptionalLong.of(height);
    }

    @Override
    public Applied apply(FeedPage page) {
        pages.add(page.seq());
        if (judged) {
            return judge.apply(page);
        }
        long before = seq;
        height = page.tip().height();
        seq = Math.min(page.seq(), before + PAGE);
        return new Applied.Done(seq, (int) (seq - before), seq == page.seq());
    }

    @Override
    public Heard hear(AccountWord word) {
        return heard == Heard.AGREES && word.seq() != seq ? Heard.ANOTHER_COUNT : heard;
    }

    @Override
    public void beginAnew() {
        seq = 0;
        height = -1;
        begunAnew.incrementAndGet();
    }

    @Override
    public List<Lost> lost(Set<String> back) {
        return lost.stream()
                .filter(one -> !back.contains(one.hash()))
                .limit(mostLost)
                .toList();
    }

    @Override
    public void allGivenBack() {
        settled = true;
    }

    /** From now on this was lost, of which so much is counted at once. */
    void lost(List<Lost> all, int most) {
        lost = all;
        mostLost = most;
    }

    /** From now on pages come to this. */
    StubFeed judging(Function<FeedPage, Applied> how) {
        judge = how;
        judged = true;
        return this;
    }

    /** From now on pages are counted again. */
    void counting() {
        judged = false;
    }

    /** From now on words come to this. */
    StubFeed hearing(Heard how) {
        heard = how;
        return this;
    }

    static SealedHeader tip(int epoch, long height) {
        byte[] hash = new byte[32];
        return new SealedHeader(
                new BlockHeader(BlockHeader.VERSION, epoch, height, hash, hash, 1_790_000_000_000L, 1, hash),
                Signature.of(new byte[Signature.BYTES]));
    }

    /** An answer to who fetches. */
    static Json.Obj page(long seq) {
        return Json.object()
                .put("seq", seq)
                .put("tip", tip(0, 10 + seq).toJson())
                .put("transactions", Json.of(List.of()))
                .put("signature", Signature.of(new byte[Signature.BYTES]).text())
                .build();
    }

    /** An answer to who asks for the hub's word. */
    static Json.Obj word(Pid hub, Pid pid, long seq) {
        return Json.object()
                .put("hub", hub.text())
                .put("pid", pid.text())
                .put("seq", seq)
                .put("head", "0".repeat(64))
                .put("balances", Json.Obj.EMPTY)
                .put("height", 10 + seq)
                .put("block_hash", "0".repeat(64))
                .put("at", "2026-11-22T08:00:00Z")
                .put("signature", Signature.of(new byte[Signature.BYTES]).text())
                .build();
    }
}
