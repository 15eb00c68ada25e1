/** One line a goal: what was wanted, what was measured, and whether that is met. */
export function tellGoal(what: string, goal: string, measured: string, met: boolean): void {
  console.log(`${met ? 'met    ' : 'NOT MET'} | ${what} | goal ${goal} | measured ${measured}`);
}
