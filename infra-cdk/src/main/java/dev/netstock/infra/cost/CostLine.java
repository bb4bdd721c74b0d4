package dev.netstock.infra.cost;

/**
 * One item of the costs of a stage, in US dollars.
 *
 * @param service the AWS service
 * @param item what is charged
 * @param atRest a month without requests
 * @param inUse what is added in a month in which every function is called in every hour
 * @param millionOrders what is added by a million orders
 */
public record CostLine(
        String service, String item, double atRest, double inUse, double millionOrders) {}
