package dev.netstock.malls.dynamodb;

import static dev.netstock.malls.dynamodb.Values.flag;
import static dev.netstock.malls.dynamodb.Values.list;
import static dev.netstock.malls.dynamodb.Values.part;
import static dev.netstock.malls.dynamodb.Values.time;
import static dev.netstock.malls.dynamodb.Values.units;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.malls.orders.Hold;
import dev.netstock.malls.orders.HoldCommand;
import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderState;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The row of a mall's order. */
final class OrderRowCodec {
    private OrderRowCodec() {}

    private record Counted(MallItem item, long units) {}

    private record Taken(MallItem item, Map<Sku, Long> units) {}

    static Map<String, AttributeValue> encode(OrderRow row) {
        var values = new HashMap<String, AttributeValue>();
        values.put("number", text(row.number()));
        values.put("parts", list(List.copyOf(row.parts().values()), OrderRowCodec::encode));
        values.put(
                "counted",
                list(
                        row.counted().entrySet().stream()
                                .map(entry -> new Counted(entry.getKey(), entry.getValue()))
                                .toList(),
                        counted ->
                                Map.of(
                                        "item", text(counted.item().item()),
                                        "variant", text(counted.item().variant()),
                                        "units", number(counted.units()))));
        values.put("countedAt", time(row.countedAt()));
        values.put("holds", list(row.holds(), OrderRowCodec::encode));
        row.command()
                .ifPresent(command -> values.put("command", AttributeValue.fromM(encode(command))));
        values.put("waits", flag(row.waits()));
        values.put("isUnmapped", flag(row.unmapped()));
        values.put(
                "taken",
                list(
                        row.taken().entrySet().stream()
                                .map(entry -> new Taken(entry.getKey(), entry.getValue()))
                                .toList(),
                        taken ->
                                Map.of(
                                        "item", text(taken.item().item()),
                                        "variant", text(taken.item().variant()),
                                        "units", units(taken.units()))));
        return values;
    }

    static OrderRow decode(long version, Map<String, AttributeValue> row) {
        return new OrderRow(
                text(row, "number"),
                version,
                list(row, "parts", OrderRowCodec::order).stream()
                        .collect(Collectors.toMap(MallOrder::number, Function.identity())),
                list(
                                row,
                                "counted",
                                counted -> new Counted(item(counted), number(counted, "units")))
                        .stream()
                        .collect(Collectors.toMap(Counted::item, Counted::units)),
                time(row, "countedAt"),
                list(row, "holds", OrderRowCodec::hold),
                part(row, "command", OrderRowCodec::command),
                flag(row, "waits"),
                flag(row, "isUnmapped"),
                list(row, "taken", taken -> new Taken(item(taken), units(taken, "units"))).stream()
                        .collect(Collectors.toMap(Taken::item, Taken::units)));
    }

    private static Map<String, AttributeValue> encode(MallOrder order) {
        var values = new HashMap<String, AttributeValue>();
        values.put("number", text(order.number()));
        values.put("state", text(order.state().name()));
        values.put("placedAt", time(order.placedAt()));
        values.put("updatedAt", time(order.updatedAt()));
        values.put("lines", list(order.lines(), OrderRowCodec::encode));
        order.parent().ifPresent(parent -> values.put("parent", text(parent)));
        return values;
    }

    private static MallOrder order(Map<String, AttributeValue> order) {
        return new MallOrder(
                text(order, "number"),
                OrderState.valueOf(text(order, "state")),
                time(order, "placedAt"),
                time(order, "updatedAt"),
                list(
                        order,
                        "lines",
                        line ->
                                new MallOrderLine(
                                        text(line, "line"), item(line), number(line, "quantity"))),
                optionalText(order, "parent"));
    }

    private static Map<String, AttributeValue> encode(MallOrderLine line) {
        return Map.of(
                "line", text(line.lineId()),
                "item", text(line.item().item()),
                "variant", text(line.item().variant()),
                "quantity", number(line.quantity()));
    }

    private static MallItem item(Map<String, AttributeValue> row) {
        return new MallItem(text(row, "item"), text(row, "variant"));
    }

    private static Map<String, AttributeValue> encode(Hold hold) {
        return Map.of(
                "order", text(hold.id().value()),
                "units", units(hold.units()),
                "cancellations", number(hold.cancellations()));
    }

    private static Hold hold(Map<String, AttributeValue> hold) {
        return new Hold(
                new OrderId(text(hold, "order")),
                units(hold, "units"),
                (int) number(hold, "cancellations"));
    }

    private static Map<String, AttributeValue> encode(HoldCommand command) {
        var values = new HashMap<String, AttributeValue>();
        values.put("order", text(command.id().value()));
        values.put("units", units(command.units()));
        if (command instanceof HoldCommand.Cancel cancel) {
            values.put("cancellation", text(cancel.cancellation().value()));
        }
        return values;
    }

    private static HoldCommand command(Map<String, AttributeValue> command) {
        var id = new OrderId(text(command, "order"));
        Optional<CancellationId> cancellation =
                optionalText(command, "cancellation").map(CancellationId::new);
        return cancellation.isPresent()
                ? new HoldCommand.Cancel(id, cancellation.get(), units(command, "units"))
                : new HoldCommand.Reserve(id, units(command, "units"));
    }
}
