package org.tallystick.feature.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.http.ApiError;
import org.tallystick.http.Desk;
import org.tallystick.http.Page;
import org.tallystick.http.People;
import org.tallystick.identity.Pid;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.ErrorCode;
import org.tallystick.node.NodeView;

/**
 * Who takes part, for those who look after people: what an account may do, its roles, and how much there is of it, but nothing of
 * what somebody owes or is owed, which is theirs. Any thread but the node's own.
 */
final class Members {

    private final Desk desk;
    private final People people;

    /** A page of them. */
    record Found(List<Member> members, long total) {}

    Members(Desk desk, People people) {
        this.desk = desk;
        this.people = people;
    }

    /**
     * Somebody.
     *
     * @throws ApiError E011 when there is nobody of this PID
     */
    Member member(Pid pid) throws ApiError, InterruptedException {
        Member.Standing standing = standing(pid);
        return new Member(
                standing,
                Optional.ofNullable(people.entries(List.of(standing.account())).get(standing.account())));
    }

    /** Somebody after an act that is durable: said from memory alone where the projection cannot answer. */
    Member changed(Pid pid) throws ApiError, InterruptedException {
        try {
            return member(pid);
        } catch (ApiError unavailable) {
            if (unavailable.code() != ErrorCode.E020) {
                throw unavailable;
            }
            return new Member(standing(pid), Optional.empty());
        }
    }

    private Member.Standing standing(Pid pid) throws ApiError {
        return desk.ask(view -> Optional.ofNullable(view.ledger().account(pid)).map(account -> standing(account, view)))
                .orElseThrow(() -> ApiError.of(ErrorCode.E011, AdminFields.PARTICIPANT, pid.text()));
    }

    private static Member.Standing standing(Account account, NodeView view) {
        return Member.Standing.of(account, view.room(OperatorRoom.class).roles(account.pid()), view.ledger());
    }

    /** A page of those who are looked for. */
    Found search(People.Wish wish, Page page) throws ApiError, InterruptedException {
        People.Found found = people.search(wish, page);
        Map<Integer, Member.Standing> standings = desk.ask(view -> {
            Map<Integer, Member.Standing> asked = new HashMap<>();
            for (People.Entry entry : found.entries()) {
                asked.put(entry.account(), standing(view.ledger().account(entry.account()), view));
            }
            return asked;
        });
        List<Member> members = new ArrayList<>();
        for (People.Entry entry : found.entries()) {
            members.add(new Member(Objects.requireNonNull(standings.get(entry.account())), Optional.of(entry)));
        }
        return new Found(members, found.total());
    }
}
