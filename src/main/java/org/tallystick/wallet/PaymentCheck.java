package org.tallystick.wallet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.node.block.Proof;
import org.tallystick.node.block.ProofCheck;
import org.tallystick.node.block.Transaction;
import org.tallystick.wallet.PaymentResult.Doubt;

/** Whether what a hub shows or says is the payment that was signed. Stateless; any thread. */
final class PaymentCheck {

    private PaymentCheck() {}

    /** Whether what the hub says was paid is what was signed. */
    static boolean isSame(HubConnection.Found.Said said, OwnerEntry.OutboxIntent intent) {
        if (intent.statement().isEmpty()) {
            return said.payer().equals(intent.signer());
        }
        try {
            Json.Obj signed = intent.statement().get().fields();
            return said.payer().equals(intent.signer())
                    && said.payee().text().equals(signed.text("to"))
                    && said.equivalent().equals(signed.text("equivalent"))
                    && said.amount().compareTo(new BigDecimal(signed.text("amount"))) == 0;
        } catch (MalformedJson | NumberFormatException notWhatAWalletSigns) {
            return false;
        }
    }

    /** Why a proof does not show that an intent was paid; nothing where it does. */
    static Optional<Doubt> doubt(OwnerEntry.OutboxIntent intent, Proof proof, Pid hub, OwnerState known) {
        if (!proof.hub().equals(hub)) {
            return Optional.of(Doubt.ANOTHER_HUB);
        }
        if (proof.bytes().length > OwnerLimits.MAX_SEALED_BYTES) {
            return Optional.of(Doubt.TOO_LONG);
        }
        if (!(proof.check() instanceof ProofCheck.Proven(Transaction transaction, byte[] _))) {
            return Optional.of(Doubt.PROOF_FAILED);
        }
        boolean sameId = transaction.frame().txId().equals(intent.txId())
                && transaction.frame().type().equals("payment.create");
        // Where the owner was erased there is nothing left to compare with.
        boolean sameStatement = intent.statement()
                .map(statement -> transaction.statements().equals(List.of(statement)))
                .orElse(true);
        if (!sameId || !sameStatement) {
            return Optional.of(Doubt.ANOTHER_TRANSACTION);
        }
        Head head = Head.of(hub, proof.header());
        return known.head(hub).filter(head::contradicts).map(before -> Doubt.CONTRADICTS_HEAD);
    }
}
