package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.correction.AllowanceAudit;
import dev.netstock.stock.correction.AllowanceAudit.Holder;
import dev.netstock.stock.correction.AllowanceAudit.Judgement;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and repairs allowances of purchase limits that differ from the rows of their orders.
 * Thread-safe.
 *
 * @param audit compares one of them with its orders
 */
record AllowanceFindings(AllowanceAudit audit) {
    /** Findings of allowances that the table has. */
    List<Finding> ofAllowances(List<Allowance> allowances, Call call) {
        return audit.suspects(allowances, call).stream()
                .flatMap(key -> finding(key, Optional.empty(), call).stream())
                .toList();
    }

    /** Findings of orders that hold units of allowances that miss them. */
    List<Finding> ofRows(List<Delta> rows, Call call) {
        return audit.missing(rows, call).stream()
                .flatMap(
                        (Holder holder) ->
                                finding(holder.key(), Optional.of(holder.order()), call).stream())
                .toList();
    }

    private Optional<Finding> finding(AllowanceKey key, Optional<OrderId> order, Call call) {
        return audit.judge(key, orders(order), call) instanceof Judgement.Differs differs
                ? Optional.of(
                        Finding.ofAllowance(
                                key,
                                order,
                                new Finding.Numbers(
                                        differs.counted().held(), differs.found().held())))
                : Optional.empty();
    }

    /** Compares once more: orders may have changed it meanwhile, or an earlier repair has. */
    Repair repair(Finding finding, Call call) {
        String subject = finding.subject();
        int end = subject.indexOf(' ');
        AllowanceKey key = AllowanceKey.parse(end < 0 ? subject : subject.substring(0, end));
        Set<OrderId> orders = orders(finding.orderId().map(OrderId::new));
        return switch (audit.judge(key, orders, call)) {
            case Judgement.Agrees() -> Repair.RECOUNTED;
            case Judgement.Differs differs when audit.replace(differs, call) -> Repair.RECOUNTED;
            case Judgement.Differs _, Judgement.Unknown _ -> Repair.LEFT_TO_NEXT_RUN;
        };
    }

    private static Set<OrderId> orders(Optional<OrderId> order) {
        return order.map(Set::of).orElse(Set.of());
    }
}
