package org.tallystick.feature.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.TestChain.HOUR;
import static org.tallystick.node.TestChain.line;
import static org.tallystick.node.TestChain.pid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.ledger.Operation;
import org.tallystick.ledger.Position;
import org.tallystick.ledger.Refusal;
import org.tallystick.node.Answer;
import org.tallystick.node.TestChain;

/** Circles through lines whose creditors want to be asked: proposed, agreed to, and only then cleared. */
final class ConsentTest {

    private static final Json.Obj ASKS =
            Json.object().put("auto_clearing", false).build();
    private static final Json.Obj CONSENTS = Json.object().build();
    private static final long DAY_MS = 86_400_000L;

    private final TestChain chain = new TestChain();
    private int statements;

    @BeforeEach
    void people() {
        for (String name : List.of("ann", "bob", "cleo", "dan")) {
            done(chain.register(name));
        }
        chain.seal();
    }

    private static void done(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    private static Refusal refused(Answer answer, ErrorCode code) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        Refusal refusal = ((Answer.Refused) answer).refusal();
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }

    /** ann owes bob, bob owes cleo, and cleo owes ann what closes the circle; cleo wants to be asked. */
    private Proposal circle(String amount) {
        done(chain.trust("bob", "ann", HOUR, "100", CONSENTS));
        done(chain.trust("cleo", "bob", HOUR, "100", ASKS));
        done(chain.trust("ann", "cleo", HOUR, "100", CONSENTS));
        done(chain.pay("ann", "bob", "10"));
        done(chain.pay("bob", "cleo", "7"));
        chain.seal();
        done(chain.pay("cleo", "ann", amount));
        chain.seal();
        return only(open());
    }

    private static Proposal only(Collection<Proposal> proposals) {
        assertThat(proposals).hasSize(1);
        return proposals.iterator().next();
    }

    private Proposals proposals() {
        return chain.room(ClearingRoom.class).proposals();
    }

    private List<Proposal> open() {
        return proposals().all().stream().filter(Proposal::isOpen).toList();
    }

    private Proposal known(String id) {
        return proposals().find(id, chain.ledger().timestampMs()).orElseThrow();
    }

    private Answer answer(String name, String verb, String id) {
        Answer answer = chain.submit(
                name,
                "clearing." + verb,
                Json.object()
                        .put("id", id)
                        .put("statement_id", "answer-" + statements++)
                        .build());
        chain.seal();
        return answer;
    }

    private long debt(String creditor, String debtor) {
        return Objects.requireNonNull(chain.ledger().line(line(creditor, debtor)))
                .debtMinor();
    }

    private long seq(String name) {
        return Objects.requireNonNull(chain.ledger().account(pid(name))).seq();
    }

    private long net(String name) {
        Position position = Objects.requireNonNull(chain.ledger().account(pid(name)))
                .position(
                        Objects.requireNonNull(chain.ledger().equivalent(HOUR)).number());
        return position == null ? 0 : position.netMinor();
    }

    private void replaysAndReads() {
        byte[] snapshot = chain.snapshot();
        assertThat(chain.replayedSnapshot()).isEqualTo(snapshot);
        assertThat(TestChain.readAgain(snapshot)).isEqualTo(snapshot);
    }

    @Test
    void aCircleInWhichSomebodyWantsToBeAskedIsProposedAndEachMemberCountsIt() {
        circle("4");
        Proposal proposal = only(open());
        assertThat(proposal.circle().amountMinor()).isEqualTo(400);
        assertThat(proposal.asked()).containsExactly(pid("cleo"));
        assertThat(proposal.expiresAtMs() - proposal.proposedAtMs()).isEqualTo(7 * DAY_MS);
        assertThat(debt("cleo", "bob")).isEqualTo(700);
        // bob: registration, two lines, two payments, the proposal; he is in no other.
        assertThat(seq("bob")).isEqualTo(6);
        assertThat(chain.blocks().getLast().applied())
                .extracting(applied -> applied.transaction().frame().type())
                .containsExactly("payment.create", "clearing.propose");
        assertThat(chain.blocks().getLast().applied().getLast().effects().touches())
                .extracting(touch -> touch.pid())
                .containsExactlyInAnyOrder(pid("ann"), pid("bob"), pid("cleo"));
        replaysAndReads();
    }

    @Test
    void theLastYesClearsRightBehindItAndLeavesNetsAsTheyWere() {
        Proposal proposal = circle("4");
        long before = net("bob");
        done(answer("cleo", "accept", proposal.id()));
        assertThat(chain.blocks().getLast().applied())
                .extracting(applied -> applied.transaction().frame().type())
                .containsExactly("clearing.accept", "clearing.cycle");
        assertThat(List.of(debt("bob", "ann"), debt("cleo", "bob"), debt("ann", "cleo")))
                .containsExactly(600L, 300L, 0L);
        assertThat(net("bob")).isEqualTo(before);
        assertThat(known(proposal.id()).state()).isEqualTo(ProposalState.CLEARED);
        assertThat(refused(answer("cleo", "accept", proposal.id()), ErrorCode.E017)
                        .details())
                .containsEntry("state", "cleared");
        refused(answer("cleo", "reject", proposal.id()), ErrorCode.E017);
        replaysAndReads();
    }

    @Test
    void everybodyWhoWasAskedHasToAgreeOnceEach() {
        done(chain.trust("bob", "ann", HOUR, "100", ASKS));
        done(chain.trust("cleo", "bob", HOUR, "100", ASKS));
        done(chain.trust("ann", "cleo", HOUR, "100", CONSENTS));
        done(chain.pay("ann", "bob", "10"));
        done(chain.pay("bob", "cleo", "7"));
        done(chain.pay("cleo", "ann", "4"));
        chain.seal();
        Proposal proposal = only(open());
        done(answer("bob", "accept", proposal.id()));
        assertThat(debt("ann", "cleo")).isEqualTo(400);
        assertThat(refused(answer("bob", "accept", proposal.id()), ErrorCode.E017)
                        .details())
                .containsEntry("state", "accepted");
        replaysAndReads();
        done(answer("cleo", "accept", proposal.id()));
        assertThat(debt("ann", "cleo")).isZero();
    }

    @Test
    void aNoEndsItAndTheCircleIsNotAskedForAgainForAWeek() {
        Proposal proposal = circle("4");
        long seq = seq("ann");
        done(answer("cleo", "reject", proposal.id()));
        assertThat(known(proposal.id()).state()).isEqualTo(ProposalState.REJECTED);
        assertThat(seq("ann")).isEqualTo(seq + 1);
        done(chain.pay("cleo", "ann", "1"));
        chain.seal();
        assertThat(open()).isEmpty();
        replaysAndReads();
        chain.pass(7 * DAY_MS);
        done(chain.pay("cleo", "ann", "1"));
        chain.seal();
        assertThat(only(open()).circle().amountMinor()).isEqualTo(600);
        assertThat(proposals().find(proposal.id(), chain.ledger().timestampMs()))
                .isEmpty();
        replaysAndReads();
    }

    @Test
    void whoeverChangesTheirMindMayStillSayNo() {
        done(chain.trust("bob", "ann", HOUR, "100", ASKS));
        Proposal proposal = circleWithTwo();
        done(answer("bob", "accept", proposal.id()));
        done(answer("bob", "reject", proposal.id()));
        assertThat(open()).isEmpty();
    }

    private Proposal circleWithTwo() {
        done(chain.trust("cleo", "bob", HOUR, "100", ASKS));
        done(chain.trust("ann", "cleo", HOUR, "100", CONSENTS));
        done(chain.pay("ann", "bob", "10"));
        done(chain.pay("bob", "cleo", "7"));
        done(chain.pay("cleo", "ann", "4"));
        chain.seal();
        return only(open());
    }

    @Test
    void strangersFindNothingAndMembersWhoWereNotAskedMayNotAnswer() {
        Proposal proposal = circle("4");
        refused(answer("dan", "accept", proposal.id()), ErrorCode.E015);
        refused(answer("ann", "accept", proposal.id()), ErrorCode.E006);
        refused(answer("ann", "reject", proposal.id()), ErrorCode.E006);
        refused(answer("cleo", "accept", "0".repeat(64)), ErrorCode.E015);
        assertThat(refused(answer("cleo", "accept", "nonsense"), ErrorCode.E009).details())
                .containsEntry("field", "id");
        refused(
                chain.submit(
                        "cleo",
                        "clearing.accept",
                        Json.object()
                                .put("id", proposal.id())
                                .put("amount", "1")
                                .build()),
                ErrorCode.E009);
    }

    @Test
    void whatDoesNotHoldAnyMoreIsDroppedAndASmallerAmountIsNotTaken() {
        Proposal proposal = circle("4");
        done(chain.pay("ann", "cleo", "1"));
        chain.seal();
        done(answer("cleo", "accept", proposal.id()));
        assertThat(chain.blocks().getLast().applied())
                .extracting(applied -> applied.transaction().frame().type())
                .containsExactly("clearing.accept", "clearing.drop");
        assertThat(debt("ann", "cleo")).isEqualTo(300);
        assertThat(known(proposal.id()).state()).isEqualTo(ProposalState.DROPPED);
        refused(answer("cleo", "accept", proposal.id()), ErrorCode.E017);
        replaysAndReads();
    }

    @Test
    void nothingIsClearedThroughSomebodyWhoIsFrozen() {
        Proposal proposal = circle("4");
        done(chain.imported(
                "freeze", List.of(), List.of(new Operation.ChangeAccount(pid("bob"), AccountStatus.FROZEN, null))));
        chain.seal();
        done(answer("cleo", "accept", proposal.id()));
        assertThat(known(proposal.id()).state()).isEqualTo(ProposalState.DROPPED);
        assertThat(debt("cleo", "bob")).isEqualTo(700);
        replaysAndReads();
    }

    @Test
    void whoeverIsFrozenIsNotAskedAndCannotAnswer() {
        Proposal proposal = circle("4");
        done(chain.imported(
                "freeze", List.of(), List.of(new Operation.ChangeAccount(pid("cleo"), AccountStatus.FROZEN, null))));
        refused(answer("cleo", "accept", proposal.id()), ErrorCode.E006);
        refused(chain.pay("cleo", "ann", "1"), ErrorCode.E006);
    }

    @Test
    void whoeverBeginsToAskAfterTheProposalHasNotAgreed() {
        Proposal proposal = circle("4");
        done(chain.change("bob", "ann", Json.object().put("policy", ASKS).build()));
        chain.seal();
        done(answer("cleo", "accept", proposal.id()));
        assertThat(known(proposal.id()).state()).isEqualTo(ProposalState.DROPPED);
        assertThat(debt("bob", "ann")).isEqualTo(1000);
    }

    @Test
    void whatIsClearedWithoutAskingIsNotAskedFor() {
        done(chain.trust("bob", "ann", HOUR, "100", CONSENTS));
        done(chain.trust("ann", "cleo", HOUR, "100", CONSENTS));
        done(chain.trust("ann", "dan", HOUR, "100", CONSENTS));
        done(chain.trust("cleo", "bob", HOUR, "100", CONSENTS));
        done(chain.trust("dan", "bob", HOUR, "100", ASKS));
        done(chain.pay("bob", "cleo", "3"));
        done(chain.pay("bob", "dan", "9"));
        done(chain.pay("cleo", "ann", "3"));
        done(chain.pay("dan", "ann", "9"));
        done(chain.pay("ann", "bob", "5"));
        chain.seal();
        assertThat(debt("cleo", "bob")).isZero();
        assertThat(debt("bob", "ann")).isEqualTo(200);
        assertThat(only(open()).circle().amountMinor()).isEqualTo(200);
    }

    @Test
    void theSameCircleIsNotAskedForTwiceUnlessItNoLongerHolds() {
        Proposal first = circle("4");
        done(chain.pay("cleo", "ann", "1"));
        chain.seal();
        assertThat(only(open())).isEqualTo(first);
        done(chain.pay("ann", "cleo", "3"));
        chain.seal();
        assertThat(only(open())).isEqualTo(first);
        done(chain.pay("bob", "cleo", "1"));
        chain.seal();
        assertThat(only(open()).circle().amountMinor()).isEqualTo(200);
        assertThat(known(first.id()).state()).isEqualTo(ProposalState.DROPPED);
        replaysAndReads();
    }

    @Test
    void nobodyIsAskedAboutMoreThanTwentyAtOnce() {
        int circles = Proposals.MAX_OF_PERSON + 2;
        for (int i = 0; i < circles; i++) {
            String one = "one-" + i;
            String other = "other-" + i;
            done(chain.register(one));
            done(chain.register(other));
            done(chain.trust("ann", one, HOUR, "100", ASKS));
            done(chain.trust(other, "ann", HOUR, "100", CONSENTS));
            done(chain.trust(one, other, HOUR, "100", CONSENTS));
            done(chain.pay(one, "ann", "1"));
            done(chain.pay("ann", other, "1"));
            done(chain.pay(other, one, "1"));
            chain.seal();
        }
        assertThat(open()).hasSize(Proposals.MAX_OF_PERSON);
        replaysAndReads();
    }

    @Test
    void noMoreThanThreeAreOpenForOneLine() {
        done(chain.trust("bob", "ann", HOUR, "100", ASKS));
        for (int i = 0; i < 5; i++) {
            String name = "between-" + i;
            done(chain.register(name));
            done(chain.trust(name, "bob", HOUR, "100", CONSENTS));
            done(chain.trust("ann", name, HOUR, "100", CONSENTS));
            done(chain.pay("bob", name, "1"));
            done(chain.pay(name, "ann", "1"));
        }
        done(chain.pay("ann", "bob", "5"));
        chain.seal();
        assertThat(open()).hasSize(Proposals.MAX_OF_LINE);
        done(chain.pay("ann", "bob", "1"));
        chain.seal();
        assertThat(open()).hasSize(Proposals.MAX_OF_LINE);
        replaysAndReads();
    }

    @Test
    void aBlockThatCouldNotBeWrittenLeavesNothingOfItsProposalsAndAnswers() {
        Proposal proposal = circle("4");
        byte[] before = chain.snapshot();
        for (String verb : List.of("accept", "reject")) {
            done(chain.submit(
                    "cleo",
                    "clearing." + verb,
                    Json.object()
                            .put("id", proposal.id())
                            .put("statement_id", "undone")
                            .build()));
            chain.drop();
            assertThat(chain.snapshot()).isEqualTo(before);
        }
        done(chain.pay("ann", "cleo", "2"));
        done(chain.pay("bob", "cleo", "1"));
        chain.drop();
        assertThat(chain.snapshot()).isEqualTo(before);
        done(answer("cleo", "accept", proposal.id()));
        assertThat(debt("ann", "cleo")).isZero();
    }

    @Test
    void randomTownsReplayToTheSameStateAndKeepTheirBounds() {
        int cleared = 0;
        int dropped = 0;
        for (int seed = 0; seed < 6; seed++) {
            RandomTown town = new RandomTown(seed);
            town.live(150);
            cleared += town.ended(ProposalState.CLEARED);
            dropped += town.ended(ProposalState.DROPPED);
        }
        assertThat(cleared).isGreaterThan(5);
        assertThat(dropped).isGreaterThan(5);
    }

    /** People who pay, say yes and no, change their minds about being asked, and blocks of which some are lost. */
    private static final class RandomTown {

        private static final int PEOPLE = 7;

        private final TestChain chain = new TestChain();
        private final Random random;
        private int statements;

        RandomTown(int seed) {
            random = new Random(seed);
            for (int i = 0; i < PEOPLE; i++) {
                done(chain.register("p" + i));
            }
            for (int i = 0; i < PEOPLE; i++) {
                for (int j = 0; j < PEOPLE; j++) {
                    if (i != j && random.nextInt(3) > 0) {
                        done(chain.trust("p" + i, "p" + j, HOUR, "50", random.nextInt(3) == 0 ? ASKS : CONSENTS));
                    }
                }
            }
            chain.seal();
        }

        int ended(ProposalState state) {
            return (int) chain.blocks().stream()
                    .flatMap(block -> block.applied().stream())
                    .map(applied -> applied.transaction())
                    .filter(transaction -> switch (state) {
                        case CLEARED ->
                            transaction.frame().type().equals("clearing.cycle")
                                    && !transaction.facts().isEmpty();
                        case DROPPED -> transaction.frame().type().equals("clearing.drop");
                        default -> false;
                    })
                    .count();
        }

        void live(int blocks) {
            for (int i = 0; i < blocks; i++) {
                byte[] before = chain.snapshot();
                for (int act = 0; act < 1 + random.nextInt(4); act++) {
                    act();
                }
                if (random.nextInt(5) == 0) {
                    chain.drop();
                    assertThat(chain.snapshot()).isEqualTo(before);
                } else {
                    chain.seal();
                }
                chain.pass(random.nextInt(40) == 0 ? DAY_MS : 1_000);
                bounds();
            }
            byte[] snapshot = chain.snapshot();
            assertThat(chain.replayedSnapshot()).isEqualTo(snapshot);
            assertThat(TestChain.readAgain(snapshot)).isEqualTo(snapshot);
        }

        private String somebody() {
            return "p" + random.nextInt(PEOPLE);
        }

        private void act() {
            String one = somebody();
            String other = somebody();
            switch (random.nextInt(8)) {
                case 0 ->
                    chain.change(
                            one,
                            other,
                            Json.object()
                                    .put(
                                            "policy",
                                            random.nextBoolean()
                                                    ? ASKS
                                                    : Json.object()
                                                            .put("auto_clearing", true)
                                                            .build())
                                    .put("statement_id", "s" + statements++)
                                    .build());
                case 1, 2, 3 -> answer();
                default -> chain.pay(one, other, Integer.toString(1 + random.nextInt(20)));
            }
        }

        private void answer() {
            List<Proposal> open =
                    new ArrayList<>(chain.room(ClearingRoom.class).proposals().all());
            if (open.isEmpty()) {
                chain.pay(somebody(), somebody(), "1");
                return;
            }
            Proposal proposal = open.get(random.nextInt(open.size()));
            for (int i = 0; i < PEOPLE; i++) {
                String name = "p" + i;
                if (proposal.asked().contains(pid(name))) {
                    chain.submit(
                            name,
                            random.nextInt(12) == 0 ? "clearing.reject" : "clearing.accept",
                            Json.object()
                                    .put("id", proposal.id())
                                    .put("statement_id", "s" + statements++)
                                    .build());
                }
            }
        }

        private void bounds() {
            java.util.Map<java.util.UUID, Integer> ofLine = new java.util.HashMap<>();
            for (Proposal proposal : chain.room(ClearingRoom.class).proposals().all()) {
                if (proposal.isOpen()) {
                    assertThat(proposal.isAccepted()).isFalse();
                    proposal.circle().lines().forEach(line -> ofLine.merge(line, 1, Integer::sum));
                }
            }
            assertThat(ofLine.values()).allMatch(count -> count <= Proposals.MAX_OF_LINE);
        }
    }
}
