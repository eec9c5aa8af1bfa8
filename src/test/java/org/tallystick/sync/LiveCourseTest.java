package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Randomness;
import org.tallystick.identity.Pid;

class LiveCourseTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final Pid ANN = StubHub.key("Ann").pid();

    private final List<String> done = new ArrayList<>();
    private final LiveCourse course = new LiveCourse(new OwnFrames(ANN), new Writing(), Randomness.seeded(1));
    private long nowNs = -5 * SECOND_NS;
    private int socket;

    /** Writes down what was to be done. */
    private final class Writing implements LiveHands {

        @Override
        public void connect(int number, boolean freshToken) {
            socket = number;
            done.add(freshToken ? "connect with a new token" : "connect");
        }

        @Override
        public void send(int number, String text) {
            assertThat(number).isEqualTo(socket);
            done.add("send " + text);
        }

        @Override
        public void leave(int number) {
            done.add("leave");
        }

        @Override
        public void renew(int number) {
            done.add("renew");
        }

        @Override
        public void look(OptionalLong seq) {
            done.add(seq.isPresent() ? "look " + seq.getAsLong() : "look");
        }

        @Override
        public void live(boolean live) {
            done.add(live ? "live" : "not live");
        }
    }

    private List<String> taken() {
        List<String> all = List.copyOf(done);
        done.clear();
        return all;
    }

    /** Goes on in steps of what the course itself wants, so that a wrong wish would be seen. */
    private void pass(long seconds) {
        long endNs = nowNs + seconds * SECOND_NS;
        while (nowNs < endNs) {
            long quietNs = course.quietNs(nowNs);
            nowNs = Math.min(endNs, nowNs + Math.max(1, quietNs));
            course.tick(nowNs);
        }
    }

    private void heard(String frame) {
        course.heard(socket, frame, nowNs);
    }

    private void hello(long seq) {
        course.opened(socket, nowNs);
        heard("{\"type\":\"hello\",\"pid\":\"" + ANN.text() + "\",\"seq\":" + seq + "}");
    }

    private void live() {
        course.wake(nowNs);
        hello(3);
        taken();
    }

    @Test
    void helloTellsHowFarTheHubIs() {
        course.wake(nowNs);
        assertThat(taken()).containsExactly("connect");
        hello(3);

        assertThat(taken()).containsExactly("live", "look 3");
        assertThat(course.isLive()).isTrue();
    }

    @Test
    void whatHappensIsSomethingToLookAt() {
        live();
        heard("{\"type\":\"payment.received\",\"event\":\"payment.received\",\"payload\":{},\"seq\":4}");
        heard("{\"event\":\"payment.received\",\"payload\":{}}");
        heard("{\"type\":\"something.new\",\"seq\":-1}");

        assertThat(taken()).containsExactly("look 4", "look", "look");
    }

    @Test
    void whatTellsOfNothingIsNothingToLookAt() {
        live();
        heard("pong");
        heard("{\"type\":\"pong\"}");
        heard("{\"type\":\"subscribed\",\"events\":[]}");
        heard("{\"type\":\"authenticated\",\"payload\":{}}");
        heard("{\"type\":\"error\",\"error\":\"rate_limited\"}");
        heard("no json");
        heard("[1]");
        heard("{}");

        assertThat(taken()).isEmpty();
        assertThat(course.isLive()).isTrue();
    }

    @Test
    void aQuietSocketIsAskedAndAnAnswerKeepsIt() {
        live();
        pass(29);
        assertThat(taken()).isEmpty();
        pass(2);
        assertThat(taken()).containsExactly("send ping");
        heard("pong");
        pass(29);
        assertThat(taken()).isEmpty();
        pass(2);
        assertThat(taken()).containsExactly("send ping");
    }

    @Test
    void aHalfOpenSocketIsDeadAfterFortyFiveSeconds() {
        live();
        pass(44);
        assertThat(taken()).containsExactly("send ping");
        pass(1);
        assertThat(taken()).containsExactly("leave", "not live");
        assertThat(course.isLive()).isFalse();
        pass(2);
        assertThat(taken()).containsExactly("connect");
    }

    @Test
    void whoNeverSaysHelloIsLeft() {
        course.wake(nowNs);
        course.opened(socket, nowNs);
        taken();
        pass(45);

        assertThat(taken()).containsExactly("leave");
    }

    @Test
    void theWaitsGrowToThirtySecondsAndBeginAnewAfterAGoodWhile() {
        course.wake(nowNs);
        taken();
        long[] waits = new long[7];
        for (int attempt = 0; attempt < waits.length; attempt++) {
            course.failed(socket, 0, nowNs);
            waits[attempt] = course.quietNs(nowNs);
            pass(31);
            assertThat(taken()).containsExactly("leave", "connect");
        }
        assertThat(waits[0]).isBetween(SECOND_NS * 3 / 4, SECOND_NS * 5 / 4);
        assertThat(waits[1]).isBetween(SECOND_NS * 3 / 2, SECOND_NS * 5 / 2);
        assertThat(waits[2]).isBetween(SECOND_NS * 15 / 4, SECOND_NS * 25 / 4);
        assertThat(waits[4]).isBetween(SECOND_NS * 22, SECOND_NS * 30);
        assertThat(waits[6]).isBetween(SECOND_NS * 22, SECOND_NS * 30);

        hello(3);
        pass(11);
        course.failed(socket, 0, nowNs);
        assertThat(course.quietNs(nowNs)).isLessThan(SECOND_NS * 5 / 4);
    }

    @Test
    void whoFallsAtOnceIsNotTriedFasterForASingleHello() {
        course.wake(nowNs);
        for (int attempt = 0; attempt < 5; attempt++) {
            hello(3);
            course.closed(socket, 4408, nowNs);
            pass(31);
        }
        hello(3);
        course.closed(socket, 4408, nowNs);

        assertThat(course.quietNs(nowNs)).isGreaterThan(SECOND_NS * 20);
    }

    @Test
    void twoWalletsDoNotComeBackTogether() {
        List<Long> waits = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            LiveCourse other = new LiveCourse(new OwnFrames(ANN), new Writing(), Randomness.seeded(seed));
            other.wake(0);
            other.closed(1, 1001, 0);
            waits.add(other.quietNs(0));
        }

        assertThat(waits.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void anHourWithoutTheHubIsTriedAboutTwiceAMinute() {
        live();
        for (int second = 0; second < 3_600; second += 30) {
            course.failed(socket, 0, nowNs);
            pass(30);
        }

        assertThat(taken().stream().filter("connect"::equals).count()).isBetween(100L, 125L);
        hello(1_003);
        assertThat(taken()).containsExactly("live", "look 1003");
    }

    @Test
    void aTokenIsRenewedOnTheSocketBeforeItEnds() {
        course.wake(nowNs);
        course.token(socket, nowNs + 900 * SECOND_NS, Optional.empty());
        hello(3);
        taken();
        for (int i = 0; i < 42; i++) {
            pass(20);
            heard("pong");
        }
        assertThat(taken()).containsExactly("renew");
        course.token(socket, nowNs + 900 * SECOND_NS, Optional.of("newer"));
        assertThat(taken()).containsExactly("send {\"payload\":{\"token\":\"newer\"},\"type\":\"auth\"}");
    }

    @Test
    void aTokenThatEndedIsNotUsedAgain() {
        live();
        course.closed(socket, 4401, nowNs);
        pass(2);
        assertThat(taken()).containsExactly("leave", "not live", "connect with a new token");
        course.failed(socket, 401, nowNs);
        pass(3);
        assertThat(taken()).containsExactly("leave", "connect with a new token");
        hello(3);
        heard("{\"type\":\"error\",\"payload\":{\"reason\":\"invalid_token\"}}");
        pass(10);
        assertThat(taken()).containsExactly("live", "look 3", "leave", "not live", "connect with a new token");
    }

    @Test
    void whoIsFullIsNotAskedSoon() {
        for (int status : new int[] {429, 503, 404}) {
            LiveCourse other = new LiveCourse(new OwnFrames(ANN), new Writing(), Randomness.seeded(2));
            other.wake(0);
            other.failed(1, status, 0);
            assertThat(other.quietNs(0)).isGreaterThan(7 * SECOND_NS);
        }
    }

    @Test
    void whatAnOldSocketSaysDoesNotCount() {
        live();
        int old = socket;
        course.closed(socket, 1001, nowNs);
        pass(2);
        taken();
        course.heard(old, "{\"type\":\"hello\",\"pid\":\"" + ANN.text() + "\",\"seq\":9}", nowNs);
        course.closed(old, 1001, nowNs);
        course.failed(old, 0, nowNs);
        course.token(old, 0, Optional.of("old"));

        assertThat(taken()).isEmpty();
        hello(4);
        assertThat(taken()).containsExactly("live", "look 4");
    }

    @Test
    void aSocketOfSomebodyElseIsLeft() {
        course.wake(nowNs);
        heard("{\"type\":\"hello\",\"pid\":\"" + StubHub.key("Bob").pid().text() + "\",\"seq\":9}");

        assertThat(taken()).containsExactly("connect", "leave");
    }

    @Test
    void nonsenseEndsASocketInTheEnd() {
        live();
        for (int i = 0; i < 16; i++) {
            heard("nonsense");
        }
        assertThat(taken()).isEmpty();
        heard("nonsense");
        assertThat(taken()).containsExactly("leave", "not live");
    }

    @Test
    void aSocketThatWasMisusedIsNotOpenedAgainSoon() {
        live();
        pass(20);
        course.broken(socket, nowNs);

        assertThat(taken()).containsExactly("leave", "not live");
        assertThat(course.quietNs(nowNs)).isGreaterThan(7 * SECOND_NS);
    }

    @Test
    void whoWaitsIsWokenAtOnce() {
        live();
        course.closed(socket, 1013, nowNs);
        taken();
        course.wake(nowNs);
        assertThat(taken()).containsExactly("connect");
        course.wake(nowNs);
        assertThat(taken()).isEmpty();
    }

    @Test
    void whoStopsDoesNothingMore() {
        live();
        course.stop();
        assertThat(taken()).containsExactly("leave", "not live");
        pass(3_600);
        heard("{\"type\":\"hello\",\"seq\":9}");
        course.stop();

        assertThat(taken()).isEmpty();
    }
}
