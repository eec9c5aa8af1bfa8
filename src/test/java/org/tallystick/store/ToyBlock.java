package org.tallystick.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A block of a toy chain: payments between numbered accounts. */
@SuppressWarnings("ArrayRecordComponent")
record ToyBlock(long height, byte[] hash, List<ToyBlock.Payment> payments) implements ProjectedBlock {

    static final int ACCOUNTS = 40;

    /** A payment; seqs count the payments of each account. */
    record Payment(long id, String text, int payer, long payerSeq, int payee, long payeeSeq, long amount) {}

    @Override
    public int transactionCount() {
        return payments.size();
    }

    /** A chain of so many blocks, the same for the same seed. */
    static List<ToyBlock> chain(long seed, int blocks, int paymentsEach) {
        Random random = new Random(seed);
        long[] seqs = new long[ACCOUNTS];
        List<ToyBlock> chain = new ArrayList<>();
        long id = 0;
        for (int height = 0; height < blocks; height++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            List<Payment> payments = new ArrayList<>();
            for (int i = 0; i < paymentsEach; i++) {
                int payer = random.nextInt(ACCOUNTS);
                int payee = (payer + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                String text = "%016x-%08x".formatted(1_700_000_000_000L + id, random.nextInt());
                payments.add(new Payment(
                        id++, text, payer, ++seqs[payer], payee, ++seqs[payee], 1 + random.nextLong(1_000_000)));
            }
            chain.add(new ToyBlock(height, hash, List.copyOf(payments)));
        }
        return List.copyOf(chain);
    }
}
