package org.tallystick.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Numbers for the policies in use, so that an arc keeps an int. Owned by the graph's thread. */
final class PolicyNumbers {

    /** The number of {@link ArcPolicy#OPEN}. */
    static final int OPEN = 0;

    private final Map<ArcPolicy, Integer> numbers = new HashMap<>();
    private ArcPolicy[] policies = {ArcPolicy.OPEN};
    private int[] uses = {0};
    private int[] unused = new int[4];
    private int unusedCount;
    private int everUsed = 1;

    /** The policy with a number. */
    ArcPolicy policy(int number) {
        return policies[number];
    }

    /** Takes up a policy for one more arc; its number. */
    int take(ArcPolicy policy) {
        if (policy.equals(ArcPolicy.OPEN)) {
            return OPEN;
        }
        Integer known = numbers.get(policy);
        if (known == null) {
            known = unusedCount > 0 ? unused[--unusedCount] : everUsed++;
            if (known == policies.length) {
                policies = Arrays.copyOf(policies, 2 * policies.length);
                uses = Arrays.copyOf(uses, policies.length);
            }
            policies[known] = policy;
            numbers.put(policy, known);
        }
        uses[known]++;
        return known;
    }

    /** One arc fewer has the policy with this number. */
    void release(int number) {
        if (number != OPEN && --uses[number] == 0) {
            numbers.remove(policies[number]);
            if (unusedCount == unused.length) {
                unused = Arrays.copyOf(unused, 2 * unusedCount);
            }
            unused[unusedCount++] = number;
        }
    }
}
