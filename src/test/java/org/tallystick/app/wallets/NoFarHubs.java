package org.tallystick.app.wallets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.tallystick.base.Clock;
import org.tallystick.feature.payment.Constraints;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.Place;
import org.tallystick.wallet.Activity;
import org.tallystick.wallet.ActivityDetail;
import org.tallystick.wallet.ActivityPage;
import org.tallystick.wallet.GivenBack;
import org.tallystick.wallet.HubConnection;
import org.tallystick.wallet.HubJoining;
import org.tallystick.wallet.HubLook;
import org.tallystick.wallet.HubOffer;
import org.tallystick.wallet.HubReader;
import org.tallystick.wallet.HubState;
import org.tallystick.wallet.HubStatus;
import org.tallystick.wallet.HubUnreachable;
import org.tallystick.wallet.JoinedHub;
import org.tallystick.wallet.Neighbour;
import org.tallystick.wallet.OwnerJournal;
import org.tallystick.wallet.PersonCard;
import org.tallystick.wallet.ProofAnswer;
import org.tallystick.wallet.Routes;
import org.tallystick.wallet.ShownProof;
import org.tallystick.wallet.Signing;
import org.tallystick.wallet.Standing;
import org.tallystick.wallet.Unit;

/** A machine without a network: nobody answers. Any thread. */
public record NoFarHubs(Clock clock) implements FarHubs {

    private static final String NO_NETWORK = "there is no network";

    @Override
    public HubLook look(String address, Optional<Pid> expected, Function<String, Optional<JoinedHub>> known) {
        return new HubLook.Silent(address);
    }

    @Override
    public Admission join(HubOffer offer, Account account) {
        return new Admission.Out(new HubJoining.Silent());
    }

    @Override
    public FarHub keepUp(JoinedHub hub, Account account, OwnerJournal journal, Path folder) {
        return new Away(Signing.bound(account.key(), hub.pid()), hub.pid(), clock.wallMs());
    }

    /** A hub that never answers. */
    private record Away(Signing signing, Pid hub, long sinceMs) implements FarHub, HubConnection, HubReader {

        @Override
        public HubConnection connection() {
            return this;
        }

        @Override
        public HubReader reader() {
            return this;
        }

        @Override
        public HubState state() {
            return new HubState.Offline(sinceMs, false);
        }

        @Override
        public OptionalLong seenAtMs() {
            return OptionalLong.empty();
        }

        @Override
        public ProofAnswer check(ShownProof shown) {
            return new ProofAnswer.NotYet(shown.hub());
        }

        @Override
        public GivenBack givenBack() {
            return GivenBack.NONE;
        }

        @Override
        public void wake() {
            // Nobody answers the next time either.
        }

        @Override
        public Following listen(Runnable changed) {
            return () -> {};
        }

        @Override
        public void close() {
            // There is nothing to close.
        }

        private static HubUnreachable nobody() {
            return new HubUnreachable(NO_NETWORK);
        }

        @Override
        public Submitted submit(SignedStatement statement) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Found find(String txId, long fromHeight) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public HubStatus status() throws HubUnreachable {
            throw nobody();
        }

        @Override
        public List<Unit> units() throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Optional<Standing> standing(Pid person) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public List<Neighbour> neighbours(Pid person) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Optional<PersonCard> person(Pid pid) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public List<PersonCard> find(String text, int limit) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Routes routes(Pid from, Pid to, Unit unit, long amountMinor, Constraints constraints)
                throws HubUnreachable {
            throw nobody();
        }

        @Override
        public List<Routes.Way> ways(Pid payer, long height, String txId) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public ActivityPage activity(Pid person, Set<Activity.Kind> kinds, String text, OptionalLong from, int limit)
                throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Optional<ActivityDetail> detail(Pid person, Place place) throws HubUnreachable {
            throw nobody();
        }

        @Override
        public Following follow(Pid person, Runnable changed) {
            return () -> {};
        }
    }
}
