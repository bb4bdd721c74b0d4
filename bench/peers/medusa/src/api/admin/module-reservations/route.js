// The inventory module alone, without the workflow that takes a lock around it.
const { Modules } = require('@medusajs/framework/utils');

async function POST(request, response) {
  const inventory = request.scope.resolve(Modules.INVENTORY);
  const [reservation] = await inventory.createReservationItems([request.body]);
  response.status(200).json({ reservation });
}

module.exports = { POST };
